import { ToldError } from '../told-error.mjs';

/** The first release of Node 20 that loads ES modules by require, which some packages rely on. */
const NEEDED = { major: 20, minor: 19 };

/**
 * @param {string} [version] as process.versions.node gives it
 * @throws {ToldError} when Node is too old
 */
export const checkNodeVersion = (version = process.versions.node) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor)) return;
  throw new ToldError(
    `需要 Node.js 20.19 或更高版本，当前为 ${version}。请先升级 Node.js。`,
    `Node.js 20.19 or newer is needed; this is ${version}. Please upgrade Node.js first.`,
  );
};
