import type { CaseOperation } from '@lianshen/contracts/rights';
import type { Person } from '@lianshen/platform/identity';
import { allRequestsOf, type CaseState } from '../domain/index.js';
import { permitted } from '../permitted.js';
import { isSealed } from './describe-case.js';

type Reading = Pick<Person, 'roles'>;

/** Names of the fields about the person, or in somebody's words about them, that this reading shows of the case as it is to this reader. */
export const personalFields = (state: CaseState, operation: CaseOperation, reader: Reading): readonly string[] => SHOWN[operation]?.(state, reader) ?? [];

/** Whether this reader sees what agencies wrote: whoever may read the case does; an overseer sees when and what, and no words. */
export const seesWords = (state: CaseState, reader: Reading): boolean => permitted(state, reader, 'readCase').ok;

const candidateFields = ({ candidate }: CaseState): string[] =>
  candidate ? (['name', 'employer', 'currentPost', 'proposedPost', 'remark'] as const).filter((field) => (candidate[field] ?? '') !== '').map((field) => `candidate.${field}`) : [];

function wordsOfAgencies(state: CaseState): string[] {
  const requests = allRequestsOf(state);
  const shown: [string, boolean][] = [
    ['verdict.category', !isSealed(state) && requests.some(({ verdict }) => verdict?.category !== undefined)],
    ['question.text', requests.some(({ waiting }) => waiting?.text !== undefined)],
    ['extension.reason', requests.some(({ extensions }) => extensions.some(({ reason }) => reason !== undefined))],
    ['declined.reason', requests.some(({ declined }) => declined?.reason !== undefined)],
  ];
  return shown.filter(([, isShown]) => isShown).map(([field]) => field);
}

const decisionFields = ({ decisions }: CaseState): string[] => (decisions.some(({ why }) => why !== undefined) ? ['decision.reason'] : []);

const fileFields = (state: CaseState): string[] => [
  ...candidateFields(state),
  ...(!isSealed(state) && allRequestsOf(state).some(({ verdict }) => verdict !== undefined) ? ['verdict.findings', 'verdict.signers'] : []),
];

/** A clock tells the reasons of every pause, also of those that are over. */
function clockFields(state: CaseState): string[] {
  const requests = allRequestsOf(state);
  const asked = state.candidate !== undefined && requests.some(({ questions }) => questions > 0);
  return [...(asked ? ['question.text'] : []), ...(requests.some(({ extensions }) => extensions.some(({ reason }) => reason !== undefined)) ? ['extension.reason'] : [])];
}

/** Whatever is not here shows nothing of a person. */
const SHOWN: Partial<Record<CaseOperation, (state: CaseState, reader: Reading) => string[]>> = {
  readCaseFile: fileFields,
  printCaseSheet: (state) => [...fileFields(state), ...(state.candidate ? ['candidate.sex'] : []), ...(!isSealed(state) && allRequestsOf(state).some(({ verdict }) => verdict?.category !== undefined) ? ['verdict.category'] : [])],
  printBatchList: candidateFields,
  // Whoever finds a case by a name or a number knows whose it is.
  searchCases: ({ candidate }) => (candidate ? ['candidate.identity'] : []),
  readCase: (state) => [...wordsOfAgencies(state), ...decisionFields(state)],
  readClock: (state, reader) => (seesWords(state, reader) ? clockFields(state) : []),
  listDecisions: decisionFields,
};
