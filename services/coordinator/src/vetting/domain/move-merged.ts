import { ok, type AgencyId, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent, MovedFrom } from './case-event.js';
import { awaitsRecall, isAsking, isPending, requestsOf, type CaseState } from './case-state.js';
import type { CountedDue } from './counted-due.js';
import { askFor, type Asking } from './issue-request.js';
import { dueAfterPause } from './send-supplement.js';
import type { VettingRequest } from './vetting-request.js';

/** What is told of an agency that was merged: its last name, since when, and the basis. */
export interface FormerAgency {
  readonly name: MovedFrom['name'];
  readonly at: Instant;
  readonly basis: string;
}

export interface MoveMerged {
  /** `successors` says who was merged into whom by now. */
  readonly asking: Asking;
  /** At least those that have a successor. */
  readonly former: Readonly<Record<AgencyId, FormerAgency>>;
}

/**
 * What agencies that were merged have not answered goes to their successors in one step: one request to each, for all the
 * shares, together with what the successor was asked itself. Of several deadlines the earliest is kept, because a reform puts
 * nothing off; whoever needs longer asks for it. Where the successor has said that it does not answer in this case, the
 * request is withheld for a person. Nothing to move, or nobody is asked: nothing to do, so that any number of processes may try.
 * A case that has stopped moves them too until its recalls are due, or whoever knows both agencies could tell.
 */
export function moveMerged(state: CaseState, { asking, former }: MoveMerged, now: Instant): Result<CaseEvent[]> {
  if (!isAsking(state) || (awaitsRecall(state) && state.recallAt <= now)) return ok([]);
  const byRecipient = new Map<AgencyId, VettingRequest[]>();
  for (const request of requestsOf(state)) {
    const to = asking.successors[request.agency];
    if (to !== undefined && isPending(request) && request.withheld !== 'successor-declined') byRecipient.set(to, [...(byRecipient.get(to) ?? []), request]);
  }
  return ok([...byRecipient].flatMap(([to, requests]) => (state.requests[to]?.status === 'declined' ? withheld(requests) : moved(state, to, requests, { asking, former }, now))));
}

const withheld = (requests: readonly VettingRequest[]): CaseEvent[] =>
  requests.map(({ agency, requestId }) => ({ type: 'RequestWithheld', data: { agency, requestId, because: 'successor-declined' } }));

function moved(state: CaseState, to: AgencyId, requests: readonly VettingRequest[], { asking, former }: MoveMerged, now: Instant): CaseEvent[] {
  const reassigned = requests.map(({ agency, requestId }): CaseEvent => ({
    type: 'RequestReassigned',
    data: { agency, requestId, to, because: 'merged' },
    private: { reason: former[agency]?.basis ?? '' },
  }));
  const movedFrom = requests.flatMap(({ agency, movedFrom: before }) => {
    const known = former[agency];
    return [...before, ...(known ? [{ agency, name: known.name, at: known.at }] : [])];
  });
  const answersFor = [...new Set(requests.flatMap((request) => request.answersFor))];
  return [...reassigned, ...askFor(state, to, answersFor, asking, now, { kept: earliestOf(requests, asking, now), movedFrom })];
}

/** Undefined where all were withheld: no clock has run for them. */
function earliestOf(requests: readonly VettingRequest[], { policy, calendarOf }: Asking, now: Instant): CountedDue | undefined {
  const due = requests.filter(({ status }) => status === 'open').map((request) => dueAfterPause(request, now, policy, calendarOf(request.agency)));
  return due.length === 0 ? undefined : due.reduce((earliest, each) => (each.dueAt < earliest.dueAt ? each : earliest));
}
