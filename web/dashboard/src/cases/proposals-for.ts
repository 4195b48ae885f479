import type { CaseView, DecisionView } from '../hub-calls.js';

export type DecisionKind = DecisionView['kind'];

/** What somebody may think of deciding as a case stands; whether it can be the hub says. */
export function proposalsFor({ status, requests, openFlags, otherCases }: Pick<CaseView, 'status' | 'requests' | 'openFlags' | 'otherCases'>): readonly DecisionKind[] {
  const stopped = status === 'halted' || status === 'suspended';
  const isPending = requests.some(({ status: each }) => ['open', 'waiting-for-supplement', 'declined', 'withheld'].includes(each));
  const kinds: readonly (readonly [DecisionKind, boolean])[] = [
    ['close-flag', openFlags.length > 0],
    ['resume', stopped],
    ['suspend', stopped || status === 'vetting'],
    ['terminate', stopped || status === 'vetting' || status === 'screening'],
    ['waive', status === 'vetting' && isPending],
    ['disregard', otherCases.some(({ holds }) => holds)],
    ['reopen', status === 'terminated' || status === 'withdrawn'],
  ];
  return kinds.flatMap(([kind, isOffered]) => (isOffered ? [kind] : []));
}

/** Whose share may be done without: those that have not answered. */
export const pendingAgencies = ({ requests }: Pick<CaseView, 'requests'>): string[] =>
  [...new Set(requests.filter(({ status }) => ['open', 'waiting-for-supplement', 'declined', 'withheld'].includes(status)).map(({ agency }) => agency))];
