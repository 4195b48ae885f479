import { readFileSync } from 'node:fs';
import { ToldError } from './told-error.mjs';

/**
 * @param {string} path of a file that somebody named
 * @returns {string} what it holds
 * @throws {ToldError} with exit code 2 where it cannot be read
 */
export const readGivenFile = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ToldError(`无法读取文件 ${path}。`, `The file could not be read: ${error instanceof Error ? error.message : String(error)}`, { exitCode: 2, cause: error });
  }
};
