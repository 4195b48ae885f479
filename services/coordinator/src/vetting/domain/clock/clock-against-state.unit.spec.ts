import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addWorkingMinutes, CHINA_CALENDAR, dueAt } from '@lianshen/contracts/working-time';
import { aPolicy, CaseBuilder, DAY, HOUR, OFFICER } from '../case-builder.js';
import { allRequestsOf, nextDueAt, requestsOf } from '../case-state.js';
import { recordReceipt } from '../record-receipt.js';
import { countsByTheClock, rulesFor } from '../request-rules.js';
import { caseClockOf } from './case-clock.js';
import type { Deadline } from './clock-entry.js';
import { dueNextIn, readingOf } from './clock-reading.js';
import type { RequestClock } from './request-clock.js';

const POLICY = aPolicy({ court: { pauseMax: { workingDays: 1 }, reminders: [{ share: 50 }, { workingDaysBefore: 1, mark: 'red' }] }, audit: { within: { workingDays: 3 } }, petitions: { within: { minutes: 600 } }, tax: { within: { workingDays: 9 }, blocks: ['OBJECT'] } }, { ladder: [{ workingDaysAfter: 1, tell: 'head' }] });
const ASKED_MOST = 'court';
const AGENCIES = POLICY.agencies.map(({ agency }) => agency);
const COUNTED = { policy: POLICY, calendarOf: () => CHINA_CALENDAR };
const REFUSED = 'a step of the builder was refused';

interface Step {
  readonly kind: number;
  readonly agency: string;
  readonly other: string;
  readonly hours: number;
  readonly number: number;
}

type Take = (built: CaseBuilder, step: Step) => CaseBuilder;
const times = (count: number, take: Take): readonly Take[] => Array.from({ length: count }, () => take);

/** Whichever question is open is answered. */
function supply(built: CaseBuilder): CaseBuilder {
  const waiting = requestsOf(built.state).find((request) => request.status === 'open' && request.waiting);
  return waiting ? built.supplied(waiting.agency) : built;
}

/** Whichever extension is asked is granted or refused. */
function decide(built: CaseBuilder, grantedFor: number | null): CaseBuilder {
  for (const { agency, dueAt: due, extensions } of requestsOf(built.state)) {
    const open = extensions.find(({ decision }) => !decision);
    if (open) return built.decided(agency, grantedFor === null ? null : Math.max(built.now, due) + grantedFor, open.number);
  }
  return built;
}

const KINDS: readonly Take[] = [
  ...times(3, (built) => built.rung()),
  (built) => built.recalled(),
  ...times(2, (built, { agency }) => built.did(recordReceipt(built.state, agency, built.requestId(agency)))),
  ...times(2, (built, { agency }) => built.answered(agency)),
  (built, { agency }) => built.answered(agency, 'OBJECT'),
  (built, { agency, number }) => built.answered(agency, 'CLEAR', { version: number }),
  ...times(20, (built, { agency }) => built.asked(agency)),
  ...times(8, supply),
  ...times(10, (built, { agency, number, hours }) => built.wantsTime(agency, built.now + hours * HOUR, number)),
  ...times(8, (built, { hours }) => decide(built, (hours + 1) * HOUR)),
  (built) => decide(built, null),
  (built, { agency }) => built.declined(agency),
  (built, { agency, other }) => built.reassigned(agency, other),
  (built, { agency, other }) => built.merged({ [agency]: other }),
  (built, { agency, other }) => built.merged({ [agency]: other }, [other]),
  (built, { agency }) => built.released(agency),
  (built, { agency }) => built.decidedTogether({ kind: 'waive', agency }),
  ...times(2, (built, { agency }) => built.flagClosed(agency)),
  ...times(2, (built) => built.resumed()),
  (built) => built.decidedTogether({ kind: 'suspend', reviewAt: built.now + DAY }),
  (built) => built.decidedTogether({ kind: 'terminate' }),
  (built) => built.decidedTogether({ kind: 'reopen' }),
  (built) => built.withdrawn(),
  (built) => built.considered(),
  (built, { agency }) => built.questioned(agency),
  (built) => built.withoutPerson(OFFICER),
  (built) => built.later(91 * DAY).lapsed(),
  (built) => built.reVetted(),
];

const steps = fc.array(
  fc.record<Step>({ kind: fc.nat(KINDS.length - 1), agency: fc.constantFrom(ASKED_MOST, ASKED_MOST, ...AGENCIES), other: fc.constantFrom(...AGENCIES), hours: fc.integer({ min: 0, max: 100 }), number: fc.integer({ min: 1, max: 3 }) }),
  { minLength: 10, maxLength: 40 },
);

const ALL = [
  'started', 'received', 'paused', 'question-added', 'resumed', 'extension-asked', 'extension-granted', 'extension-refused', 'overdue', 'stopped',
  'answered', 'recalled', 'declined', 'reassigned', 'waived', 'withheld', 'limit', 'kept', 'pause', 'extension', 'left',
  'pause-ended', 'reminded', 'escalated',
];

/** A case that has gone through whichever of the steps its rules allowed. */
function lived({ taken, suspended }: { readonly taken: readonly Step[]; readonly suspended: readonly string[] }): CaseBuilder {
  return taken.reduce((built, step) => {
    const later = built.later(step.hours * HOUR);
    try {
      return KINDS[step.kind]?.(later, step) ?? later;
    } catch (error) {
      if (error instanceof Error && error.message.startsWith(REFUSED)) return later;
      throw error;
    }
  }, CaseBuilder.in(POLICY).opened().started(suspended));
}

const histories = fc.record({ taken: steps, suspended: fc.subarray(AGENCIES) });
const clockOf = (built: CaseBuilder) => caseClockOf(built.acts, COUNTED);
const byId = (one: { readonly requestId: string }, other: { readonly requestId: string }) => one.requestId.localeCompare(other.requestId);

/** The deadlines of a clock in the order in which they were set, each with the pause that moved it. */
const deadlinesOf = ({ entries }: RequestClock): readonly { readonly deadline: Deadline; readonly pausedMinutes: number | undefined }[] =>
  entries.flatMap((entry) => ('deadline' in entry ? [{ deadline: entry.deadline, pausedMinutes: 'pausedMinutes' in entry ? entry.pausedMinutes : undefined }] : []));

/** When a limit ends, or a pause moves the due time to; undefined for a due time that somebody set. */
function computed(clock: RequestClock, { deadline: { rule }, pausedMinutes }: ReturnType<typeof deadlinesOf>[number], before: Deadline | undefined): number | undefined {
  if (rule.by === 'limit') return dueAt(clock.startedAt, rule.within, CHINA_CALENDAR).dueAt;
  if (pausedMinutes === undefined || !before) return undefined;
  if (countsByTheClock(rulesFor(POLICY, clock.answersFor))) return before.dueAt + pausedMinutes * 60_000;
  return addWorkingMinutes(before.dueAt, pausedMinutes, CHINA_CALENDAR).dueAt;
}

describe('in every history the clock of a case', () => {
  it('is tried with every kind of entry, reason and rule', () => {
    const entries = fc.sample(histories, { numRuns: 200, seed: 1 }).flatMap((history) => clockOf(lived(history)).requests.flatMap((clock) => clock.entries));
    const reached = entries.flatMap((entry) => [entry.kind, ...(entry.kind === 'stopped' ? [entry.because] : []), ...('deadline' in entry ? [entry.deadline.rule.by] : [])]);
    expect([...new Set<string>(reached)].sort()).toEqual([...ALL].sort());
  });

  it('says of each request what the state says', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const built = lived(history);
        const told = clockOf(built).requests.map(({ requestId, dueAt: due, provisional, deadlineVersion, overdueAt, stopped, paused }) => ({
          requestId, due, provisional, deadlineVersion, overdueAt, status: stopped?.because ?? 'open', waitsSince: stopped ? undefined : paused?.since,
        }));
        const folded = allRequestsOf(built.state).map(({ requestId, dueAt: due, provisional, deadlineVersion, overdueAt, status, waiting }) => ({
          requestId, due, provisional, deadlineVersion, overdueAt, status, waitsSince: waiting?.endedAt === undefined ? waiting?.since : undefined,
        }));
        expect(told.sort(byId)).toEqual(folded.sort(byId));
      }),
      { numRuns: 100 },
    );
  });

  it('has due next what its alarm is set to', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const built = lived(history);
        const clock = clockOf(built);
        const marked = new Set(clock.requests.filter(({ overdueAt }) => overdueAt !== undefined).map(({ requestId }) => requestId));
        const next = dueNextIn(clock).find((due) => (due.what === 'answer' ? !marked.has(due.requestId) : due.what === 'review' ? clock.nextReview?.at === due.at : due.what !== 'end-of-validity'));
        expect(next?.at).toBe(nextDueAt(built.state));
        expect(clock.reviewAt).toBe(built.state.reviewAt);
      }),
      { numRuns: 100 },
    );
  });

  it('explains each due time: by the limit from its start, or by the one before and the pause', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const built = lived(history);
        for (const clock of clockOf(built).requests) {
          deadlinesOf(clock).forEach((set, index, all) => {
            // What comes after the longest pause moves nothing.
            const before = all[index - 1]?.deadline.deadlineVersion ?? 0;
            expect([before, before + 1]).toContain(set.deadline.deadlineVersion);
            const due = computed(clock, set, all[index - 1]?.deadline);
            if (due !== undefined) expect(set.deadline.dueAt).toBe(due);
          });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('goes on after a pause with what was left when it began', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 30 * 24 }), (history, hours) => {
        const built = lived(history);
        for (const clock of clockOf(built).requests.filter(({ paused, stopped }) => paused && !stopped)) {
          const asked = built.later(hours * HOUR);
          const left = readingOf(clock, asked.now, COUNTED);
          const after = clockOf(asked.supplied(clock.agency)).requests.find(({ requestId }) => requestId === clock.requestId);
          if (!after) throw new Error('no clock');
          const running = readingOf(after, asked.now, COUNTED);
          expect(running.remainingMinutes).toBeCloseTo(left.remainingMinutes, 2);
          expect(running.workedMinutes).toBeCloseTo(left.workedMinutes, 2);
        }
      }),
      { numRuns: 100 },
    );
  });
});
