import { invariant, type Instant, type RequestId } from '@lianshen/contracts/kernel';
import type { CaseEvent, CaseEventOf } from '../../vetting/domain/index.js';
import type { CaseEnd, HaltFact, Pause, RequestFact, ToldApart } from '../domain/fact.js';
import type { CaseFacts } from './case-facts.js';

type Step<T extends CaseEvent['type']> = (facts: CaseFacts, event: CaseEventOf<T>, at: Instant) => CaseFacts;

/** What each event means for statistics; an event that is not here moves no figure (its spec holds the list of those). */
const STEPS: { readonly [T in CaseEvent['type']]?: Step<T> } = {
  CaseOpened: (facts, { data }, at) => ({ ...facts, policyHash: data.policyHash, course: { ...facts.course, openedAt: at } }),
  VettingStarted: (facts, _, at) => (facts.course.startedAt === null ? { ...facts, course: { ...facts.course, startedAt: at } } : facts),
  VettingResumed: (facts, _, at) => withOpenHalts(facts, (halt) => ({ ...halt, releasedAt: at })),
  SamePersonFound: (facts, { data }) => ({ ...facts, otherCases: [...facts.otherCases, data.otherCaseId] }),
  CaseHalted: (facts, { data }, at) => ended({ ...facts, halts: [...facts.halts, haltOf(facts.halts.length + 1, data.agency, at)] }, 'halted', at),
  CaseCleared: (facts, _, at) => ended({ ...facts, halts: facts.halts.map((halt) => clearedHalt(halt, at)) }, 'cleared', at),
  CaseSuspended: (facts, _, at) => ended(facts, 'suspended', at),
  CaseTerminated: (facts, _, at) => ended(withOpenHalts(facts, (halt) => ({ ...halt, endedAt: at })), 'terminated', at),
  CaseWithdrawn: (facts, _, at) => ended(withOpenHalts(facts, (halt) => ({ ...halt, endedAt: at })), 'withdrawn', at),
  RequestIssued: (facts, { data }) => withRequest(facts, issued(data)),
  ReceiptRecorded: (facts, { data }, at) => changed(facts, data.requestId, (request) => ({ ...request, receivedAt: at })),
  VerdictFiled: (facts, { data }, at) => changed(facts, data.requestId, (request) => filed(request, data.lateWorkingDays, at)),
  MoreAsked: (facts, { data }, at) => changed(facts, data.requestId, (request) => (isPaused(request) || facts.outlasted.has(data.requestId) ? request : { ...request, pauses: [...request.pauses, { from: at, to: null }] })),
  PauseEnded: (facts, { data }) => outlasted(changed(facts, data.requestId, (request) => ({ ...request, dueAt: data.dueAt, pauses: goneOn(request.pauses, data.endedAt) })), data.requestId, true),
  DeadlineRecounted: (facts, { data }) => changed(facts, data.requestId, (request) => ({ ...request, dueAt: data.dueAt })),
  SupplementSent: (facts, { data }, at) => outlasted(changed(facts, data.requestId, (request) => ({ ...request, dueAt: data.dueAt, pauses: goneOn(request.pauses, at) })), data.requestId, false),
  ExtensionDecided: (facts, { data }) => changed(facts, data.requestId, (request) => (data.grantedUntil === null ? request : { ...request, dueAt: data.grantedUntil, extended: true })),
  RequestDeclined: (facts, { data }, at) => toldApart(facts, data.requestId, 'declined', at),
  RequestRecalled: (facts, { data }, at) => toldApart(facts, data.requestId, 'recalled', at),
  RequestReassigned: (facts, { data }, at) => toldApart(facts, data.requestId, 'reassigned', at),
  RequestWaived: (facts, { data }, at) => toldApart(facts, data.requestId, 'waived', at),
  RequestWithheld: (facts, { data }, at) => toldApart(facts, data.requestId, 'withheld', at),
};

/** The events that move a figure. */
export const COUNTED_EVENTS: readonly string[] = Object.keys(STEPS);

/** Folds one event into what counts. Pure. @throws Defect on an event of a request that was never issued. */
export function followCase(facts: CaseFacts, event: CaseEvent, at: Instant): CaseFacts {
  const step = STEPS[event.type] as Step<CaseEvent['type']> | undefined;
  return step ? step(facts, event, at) : facts;
}

const issued = ({ requestId, agency, issuedAt, dueAt }: CaseEventOf<'RequestIssued'>['data']): RequestFact => ({
  requestId, agency, issuedAt, receivedAt: null, dueAt, pauses: [], extended: false, answeredAt: null, lateWorkingDays: 0, versions: 0, apart: null,
});

const haltOf = (number: number, agency: string, at: Instant): HaltFact => ({ number, agency, at, releasedAt: null, endedAt: null, clearedAt: null });

/** The first version is the answer; later ones correct it. */
function filed(request: RequestFact, lateWorkingDays: number, at: Instant): RequestFact {
  const versions = request.versions + 1;
  return request.answeredAt === null ? { ...request, versions, answeredAt: at, lateWorkingDays, pauses: goneOn(request.pauses, at) } : { ...request, versions };
}

/** The end of the first vetting stays, whatever becomes of the case. */
const ended = (facts: CaseFacts, by: CaseEnd, at: Instant): CaseFacts => (facts.course.end ? facts : { ...facts, course: { ...facts.course, end: { by, at } } });

const clearedHalt = (halt: HaltFact, at: Instant): HaltFact => (halt.clearedAt === null ? { ...halt, clearedAt: at } : halt);

const withOpenHalts = (facts: CaseFacts, change: (halt: HaltFact) => HaltFact): CaseFacts =>
  facts.halts.some(stands) ? { ...facts, halts: facts.halts.map((halt) => (stands(halt) ? change(halt) : halt)) } : facts;

const stands = ({ releasedAt, endedAt }: HaltFact): boolean => releasedAt === null && endedAt === null;

/** What ended first counts: an answer, or the reason why there is none. */
const toldApart = (facts: CaseFacts, requestId: RequestId, because: ToldApart, at: Instant): CaseFacts =>
  changed(facts, requestId, (request) => (request.answeredAt === null && !request.apart ? { ...request, apart: { because, at }, pauses: goneOn(request.pauses, at) } : request));

function outlasted(facts: CaseFacts, requestId: RequestId, is: boolean): CaseFacts {
  if (facts.outlasted.has(requestId) === is) return facts;
  const others = [...facts.outlasted].filter((each) => each !== requestId);
  return { ...facts, outlasted: new Set(is ? [...others, requestId] : others) };
}

const isPaused = ({ pauses }: RequestFact): boolean => pauses.some(({ to }) => to === null);

const goneOn = (pauses: readonly Pause[], at: Instant): readonly Pause[] => (pauses.some(({ to }) => to === null) ? pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause)) : pauses);

function changed(facts: CaseFacts, requestId: RequestId, change: (request: RequestFact) => RequestFact): CaseFacts {
  const before = facts.requests.get(requestId);
  invariant(before, 'statistics: an event of a request that was never issued');
  const after = change(before);
  return after === before ? facts : withRequest(facts, after);
}

const withRequest = (facts: CaseFacts, request: RequestFact): CaseFacts => ({ ...facts, requests: new Map(facts.requests).set(request.requestId, request) });
