/** MongoDB's code for a unique index violated. */
export const DUPLICATE_KEY = 11_000;

/**
 * Of an error thrown by an unordered insertMany or bulkWrite: the indexes of the operations that met a
 * duplicate key. @returns undefined when anything else failed too, so that nothing is taken for done.
 */
export function duplicateIndexes(error: unknown): Set<number> | undefined {
  const { writeErrors, writeConcernErrors } = error as { writeErrors?: unknown; writeConcernErrors?: unknown };
  if (Array.isArray(writeConcernErrors) && writeConcernErrors.length > 0) return undefined;
  const failures = (Array.isArray(writeErrors) ? writeErrors : writeErrors ? [writeErrors] : []) as { code: number; index: number }[];
  if (failures.length === 0 || failures.some(({ code }) => code !== DUPLICATE_KEY)) return undefined;
  return new Set(failures.map(({ index }) => index));
}
