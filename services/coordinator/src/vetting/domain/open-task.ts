import type { CaseState } from './case-state.js';
import { adviceOf } from './consider-advice.js';
import { isConsidered } from './clear-case.js';
import { heldBy } from './held-by.js';
import { allRequestsOf, requestsOf } from './case-state.js';

/** What waits in a case for somebody: the reason why they may have to read of its candidate. */
export type CaseTask =
  | 'start-vetting' | 'answer-question' | 'decide-extension' | 'replace-declined' | 'adjudicate' | 'consider-advice' | 'conclude' | 'release-hold' | 're-vet' | 'await-decision'
  | 'confirm-decision' | 'follow-vetting' | 'audit';

export interface Reader {
  readonly sub: string;
  readonly roles: readonly string[];
}

/** The first thing in the case that waits for this person, undefined where nothing does. Who watches over others has that for a task. */
export function openTaskOf(state: CaseState, reader: Reader): CaseTask | undefined {
  const tasks = [
    reader.roles.includes('officer') ? officersTask(state) : undefined,
    reader.roles.includes('coordinatorApprover') && waitsForConfirmation(state, reader.sub) ? ('confirm-decision' as const) : undefined,
    reader.roles.includes('auditor') ? ('audit' as const) : undefined,
  ];
  return tasks.find((task) => task !== undefined);
}

/** While vetting runs its officer follows it: that is reason to look at the case, and none to open the candidate's file. */
export const followsVetting = ({ status }: CaseState, { roles }: Reader): boolean => roles.includes('officer') && status === 'vetting';

const waitsForConfirmation = ({ decisions }: CaseState, sub: string): boolean => decisions.some(({ status, proposedBy }) => status === 'open' && proposedBy !== sub);

function officersTask(state: CaseState): CaseTask | undefined {
  switch (state.status) {
    case 'screening':
      return 'start-vetting';
    case 'halted':
    case 'suspended':
      return 'adjudicate';
    case 'lapsed':
      return 're-vet';
    case 'vetting':
      return taskOfVetting(state) ?? awaited(state);
    case 'none':
    case 'cleared':
    case 'terminated':
    case 'withdrawn':
      return awaited(state);
  }
}

const awaited = ({ decisions }: CaseState): CaseTask | undefined => (decisions.some(({ status }) => status === 'open') ? 'await-decision' : undefined);

function taskOfVetting(state: CaseState): CaseTask | undefined {
  const requests = requestsOf(state);
  if (requests.some(({ waiting }) => waiting !== undefined)) return 'answer-question';
  if (requests.some(({ status, extensions }) => status === 'open' && extensions.some(({ decision }) => decision === undefined))) return 'decide-extension';
  if (requests.some(({ status }) => status === 'declined')) return 'replace-declined';
  if (adviceOf(state).some((verdict) => !isConsidered(state, verdict))) return 'consider-advice';
  if (heldBy(state).length > 0) return 'release-hold';
  return allRequestsOf(state).length > 0 && requests.every(({ status }) => status !== 'open') ? 'conclude' : undefined;
}
