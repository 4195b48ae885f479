import { ok, refuse, type AgencyId, type Instant, type Result, type Sha256 } from '@lianshen/contracts/kernel';
import { behindApproval, type Verdict } from '@lianshen/contracts/messages';
import type { Policy } from '@lianshen/contracts/policy';
import { workingDaysLate, type WorkingCalendar } from '@lianshen/contracts/working-time';
import type { CaseEvent, CaseEventOf } from './case-event.js';
import { findRequest, isPending, requestsOf, type CaseState, type CaseStatus } from './case-state.js';
import { automaticConclusion } from './clear-case.js';
import { evolve } from './evolve.js';
import { factsOf } from './facts-of.js';
import { recallDue } from './recall-open.js';
import { approversMinOf, blocksIn, categoriesOf, rulesFor } from './request-rules.js';
import { openFlagsOf } from './shares.js';
import type { VettingRequest } from './vetting-request.js';

export interface FileVerdict {
  /** Who signed the message. */
  readonly agency: AgencyId;
  readonly verdict: Verdict;
  readonly verdictHash: Sha256;
  readonly jws: string;
  readonly policy: Policy;
  readonly calendar: WorkingCalendar;
  readonly recallBeatMs: number;
  /** When the agency was merged into another, where that has happened: what it signed from then on does not count. */
  readonly closedAt?: Instant | undefined;
}

const DAY_MS = 86_400_000;
/** States in which nothing is asked any more; what arrives is filed and named as late to the halt. */
const STOPPED: readonly CaseStatus[] = ['halted', 'suspended', 'terminated', 'withdrawn'];

/**
 * Takes a verdict into the case: it is filed, or its rejection is recorded, and the agency is told which. The same
 * verdict again changes nothing. A blocking flag halts a case in vetting and one that was cleared; the last clear verdict ends it
 * where the policy lets the machine conclude. Refused as `request.unknown` where the agency was never asked.
 */
export function fileVerdict(state: CaseState, command: FileVerdict, now: Instant): Result<CaseEvent[]> {
  const { agency, verdict, verdictHash } = command;
  const request = findRequest(state, verdict.requestId);
  if (request?.agency !== agency) return refuse('request.unknown');
  if (isKnown(state, request, verdictHash)) return ok([]);
  const objection = objectionTo(request, command);
  if (objection) {
    const { requestId, version } = verdict;
    return ok([{ type: 'VerdictRejected', data: { agency, requestId, version, verdictHash, code: objection } }]);
  }
  const filed = filedEvent(state, request, command, now);
  const first: CaseEvent[] = [filed, ...neededNoMore(state, request)];
  const after = first.reduce((folded, event) => evolve(folded, event, now), state);
  return ok([...first, ...consequences(state, after, filed, command, now)]);
}

/** What the successor of a merged agency was asked in its place, and nothing besides: the agency itself has answered in time. */
function neededNoMore(state: CaseState, { status, agency, answersFor }: VettingRequest): CaseEventOf<'RequestRecalled'>[] {
  if (status !== 'reassigned') return [];
  return requestsOf(state)
    .filter((other) => isPending(other) && other.movedFrom.some((from) => from.agency === agency) && other.answersFor.every((share) => answersFor.includes(share)))
    .map((other) => ({ type: 'RequestRecalled', data: { agency: other.agency, requestId: other.requestId } }));
}

const isKnown = (state: CaseState, request: VettingRequest, hash: Sha256): boolean =>
  request.verdict?.verdictHash === hash || request.earlierVerdicts.includes(hash) || state.rejected.some(({ verdictHash }) => verdictHash === hash);

/** The first rule that the verdict breaks, as a stable code; undefined when it can be filed. */
function objectionTo(request: VettingRequest, { verdict, policy, closedAt }: FileVerdict): string | undefined {
  const rules = rulesFor(policy, request.answersFor);
  if (closedAt !== undefined && Date.parse(verdict.decidedAt) >= closedAt) return 'verdict.agency-merged';
  if (verdict.requestHash !== request.requestHash) return 'verdict.request-differs';
  if (request.status === 'declined') return 'verdict.declined';
  if (!bindsAll(verdict, request)) return 'verdict.supplements-differ';
  if (verdict.version <= (request.verdict?.version ?? 0)) return 'verdict.version-stale';
  if (!fourEyes(verdict, approversMinOf(rules))) return 'verdict.approvers-too-few';
  if (categoriesOf(rules)[verdict.category] !== verdict.code) return 'verdict.category-differs';
  return undefined;
}

/** The verdict names exactly the supplements that were sent, in their order: it stands on all of them. */
const bindsAll = ({ supplementHashes }: Verdict, { supplements }: VettingRequest): boolean =>
  supplementHashes.length === supplements.length && supplements.every(({ supplementHash }, index) => supplementHash === supplementHashes[index]);

/** Clerk and approvers are different persons, also those in whose place somebody signed, and there are as many approvers as the policy asks (rules 3.5). */
function fourEyes({ clerk, approvers }: Verdict, approversMin: number): boolean {
  const behind = approvers.flatMap(behindApproval);
  const ids = new Set(behind);
  return !ids.has(clerk.id) && ids.size === behind.length && approvers.length >= approversMin;
}

function filedEvent(state: CaseState, request: VettingRequest, command: FileVerdict, now: Instant): CaseEventOf<'VerdictFiled'> {
  const { agency, verdict, verdictHash, jws, policy, calendar } = command;
  const { requestId, version, code, mode, category } = verdict;
  const blocking = blocksIn(rulesFor(policy, request.answersFor), code, factsOf(state));
  const lateWorkingDays = now > request.dueAt ? workingDaysLate(request.dueAt, now, calendar) : 0;
  const afterHalt = STOPPED.includes(state.status);
  return {
    type: 'VerdictFiled',
    data: { agency, requestId, version, code, blocking, mode, verdictHash, lateWorkingDays, afterHalt, signedAt: Date.parse(verdict.decidedAt) },
    private: { category, jws },
  };
}

/** What follows from a verdict that is filed: a halt, a further or a corrected flag, or the conclusion. */
function consequences(before: CaseState, after: CaseState, filed: CaseEventOf<'VerdictFiled'>, command: FileVerdict, now: Instant): CaseEvent[] {
  const { agency, blocking } = filed.data;
  const wasFlagged = openFlagsOf(before).includes(agency);
  const isFlagged = openFlagsOf(after).includes(agency);
  if (blocking && isFlagged && !(wasFlagged && STOPPED.includes(after.status))) return flag(after, agency, command, now);
  if (wasFlagged && !isFlagged) return [{ type: 'FlagCorrected', data: { agency } }, ...automaticConclusion(after, command.policy, now)];
  return automaticConclusion(after, command.policy, now);
}

/** A flag always wins: it halts a case in vetting and also one that was cleared (supplementary review). What is open is recalled at the beat, so that the flag's moment is not told. A case that people have ended stays so. */
function flag(state: CaseState, agency: AgencyId, { policy, recallBeatMs }: FileVerdict, now: Instant): CaseEvent[] {
  if (STOPPED.includes(state.status)) return [{ type: 'FlagAdded', data: { agency } }];
  return [{ type: 'CaseHalted', data: { agency, reviewAt: now + policy.haltReviewDays * DAY_MS, ...recallDue(state, now, recallBeatMs) } }];
}
