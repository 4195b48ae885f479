import type { CaseOperation } from '@lianshen/contracts/rights';
import { allRequestsOf, type CaseState } from '../domain/index.js';
import { isSealed } from './describe-case.js';

/** Names of the fields about the person, or in somebody's words about them, that this reading shows of the case as it is. */
export const personalFields = (state: CaseState, operation: CaseOperation): readonly string[] => SHOWN[operation]?.(state) ?? [];

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

/** Whatever is not here shows nothing of a person. */
const SHOWN: Partial<Record<CaseOperation, (state: CaseState) => string[]>> = {
  readCaseFile: fileFields,
  readCase: (state) => [...wordsOfAgencies(state), ...decisionFields(state)],
  listDecisions: decisionFields,
};
