import type { SavedView } from '../hub/hub.js';

/** Which part of the worklist is shown. It stands in the address: states and ids of batches, and nothing personal. */
export type Part = SavedView['filter'];

const DUE = ['overdue', 'today', 'soon', 'later', 'paused'] as const;
const STATUSES = ['open', 'waiting', 'submitted', 'answered', 'filed', 'rejected', 'declined', 'recalled'] as const;
const FLAGS = ['mine', 'unassigned', 'toSign', 'flagged', 'awaitsSubstitute'] as const;
const BATCH = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isBatch = (text: string): boolean => BATCH.test(text);

/** The part that an address names; what it cannot name is left out. */
export function partOf(address: URLSearchParams): Part {
  const [due, status, batch] = [DUE.find((each) => each === address.get('due')), STATUSES.find((each) => each === address.get('status')), address.get('batch')];
  return {
    ...(due === undefined ? {} : { due }),
    ...(status === undefined ? {} : { status }),
    ...Object.fromEntries(FLAGS.filter((flag) => address.get(flag) === 'true').map((flag) => [flag, true])),
    ...(batch !== null && isBatch(batch) ? { batch } : {}),
  };
}

/** As the address and the interface write it. */
export const queryOf = (part: Part): Record<string, string> => Object.fromEntries(Object.entries(part).map(([name, value]) => [name, String(value)]));

/** The same part with the same name, however it was put together. */
export const nameOfPart = (part: Part): string => JSON.stringify(Object.entries(queryOf(part)).sort());

/** The parts that the counts tell of. */
export const PARTS_BY_DUE = DUE.map((due) => ({ name: due, part: { due } }));
export const PARTS_BY_STATE = [
  { name: 'open', part: { status: 'open' } },
  { name: 'unassigned', part: { unassigned: true } },
  { name: 'mine', part: { mine: true } },
  { name: 'toSign', part: { toSign: true } },
  { name: 'waiting', part: { status: 'waiting' } },
  { name: 'submitted', part: { status: 'submitted' } },
  { name: 'rejected', part: { status: 'rejected' } },
  { name: 'flagged', part: { flagged: true } },
  { name: 'awaitsSubstitute', part: { awaitsSubstitute: true } },
] as const satisfies readonly { readonly name: string; readonly part: Part }[];
