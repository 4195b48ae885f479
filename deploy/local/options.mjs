import { parseArgs } from 'node:util';
import { ToldError } from './told-error.mjs';

/**
 * Reads a command's arguments strictly: a mistyped option is answered with the usage, never guessed.
 * @template {import('node:util').ParseArgsConfig['options']} T
 * @param {T} options
 * @param {{ usage: string, positionalsMax?: number, args?: string[] }} settings
 */
export const readOptions = (options, { usage, positionalsMax = 0, args = process.argv.slice(2) }) => {
  /** @param {string} reason */
  const wrong = (reason) => new ToldError(`参数有误：${reason}`, `Wrong arguments. ${usage}`, { exitCode: 2 });
  let parsed;
  try {
    parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
  const extra = parsed.positionals[positionalsMax];
  if (extra !== undefined) throw wrong(extra);
  return parsed;
};
