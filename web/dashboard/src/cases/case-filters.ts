import type { CasesAsked, CaseStatus } from '../hub-calls.js';

export const STATUSES: readonly CaseStatus[] = ['screening', 'vetting', 'halted', 'suspended', 'cleared', 'terminated', 'withdrawn', 'lapsed'];

/** Filters as they stand in the address: ids and words of the field, and nothing of a person. */
export type Filters = Pick<CasesAsked, 'status' | 'policy' | 'batch' | 'late' | 'from' | 'to'>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** A day of the office's calendar as the instant at which it begins in China. */
const beginningOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

/** What is asked of the hub for the filters of an address; what is no filter is passed over. */
export function askedFrom(parameters: URLSearchParams): Filters {
  const of = (name: string): string | undefined => parameters.get(name) ?? undefined;
  const status = STATUSES.find((each) => each === of('status'));
  const [from, to] = [of('from'), of('to')].map((day) => (day !== undefined && DAY.test(day) ? beginningOf(day) : undefined));
  const [policy, batch, late] = [of('policy'), of('batch'), of('late')];
  return {
    ...(status ? { status } : {}),
    ...(policy ? { policy } : {}),
    ...(batch ? { batch } : {}),
    ...(late ? { late } : {}),
    ...(from !== undefined ? { from: new Date(from).toISOString() } : {}),
    ...(to !== undefined ? { to: new Date(to + DAY_MS).toISOString() } : {}),
  };
}

/** The same address with one filter changed; empty takes it away. */
export function withFilter(parameters: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(parameters);
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}
