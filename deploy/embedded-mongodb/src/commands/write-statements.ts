import type { Encodable } from '../bson/encode.js';
import { CommandError } from '../errors/command-error.js';

export interface WriteError {
  readonly index: number;
  readonly code: number;
  readonly errmsg: string;
  readonly [extra: string]: Encodable;
}

/**
 * Carries out the statements of one write command. A refused statement becomes a write error; with `ordered` the
 * rest is left undone, else the others go on.
 */
export function runStatements<S>(statements: readonly S[], ordered: boolean, run: (statement: S, index: number) => void): WriteError[] {
  const errors: WriteError[] = [];
  for (let index = 0; index < statements.length; index++) {
    try {
      run(statements[index]!, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      errors.push({ index, code: error.code, ...(error.extra as Record<string, Encodable>), errmsg: error.message });
      if (ordered) break;
    }
  }
  return errors;
}

export const withErrors = (errors: readonly WriteError[]): { writeErrors?: readonly WriteError[] } =>
  errors.length > 0 ? { writeErrors: errors } : {};
