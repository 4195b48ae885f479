import { parseArgs } from 'node:util';
import { wrongArguments } from './told-error.mjs';

/**
 * Reads a command's arguments strictly: a mistyped option is answered with the usage, never guessed.
 * @template {import('node:util').ParseArgsConfig['options']} T
 * @param {T} options
 * @param {{ usage: string, positionalsMax?: number, args?: string[] }} settings
 */
export const readOptions = (options, { usage, positionalsMax = 0, args = process.argv.slice(2) }) => {
  let parsed;
  try {
    parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw wrongArguments(error instanceof Error ? error.message : String(error), usage);
  }
  const extra = parsed.positionals[positionalsMax];
  if (extra !== undefined) throw wrongArguments(extra, usage);
  return parsed;
};
