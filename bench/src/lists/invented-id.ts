import { randomUUID } from 'node:crypto';

/** A UUID of version 8, as ids of cases are, that follows from nothing. */
export const inventedId = (): string => {
  const id = randomUUID();
  return `${id.slice(0, 14)}8${id.slice(15)}`;
};
