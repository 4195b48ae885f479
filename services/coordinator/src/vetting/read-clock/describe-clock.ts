import type { CaseClockView } from '@lianshen/contracts/api';
import { toIso, type AgencyId, type Instant } from '@lianshen/contracts/kernel';
import type { AgencyName } from '@lianshen/contracts/messages';
import type { NameOf } from '../../agencies/agency-names.js';
import { countsByTheClock, dueNextIn, readingOf, rulesFor, type CaseClock, type CaseClockEntry, type ClockEntry, type CountedBy, type Deadline, type DueNext, type DueRule, type RequestClock } from '../domain/index.js';
import { caseEntryWords, dueWords, entryWords, ruleWords } from './clock-words.js';

type RequestView = CaseClockView['requests'][number];
type EntryView = RequestView['entries'][number];
type ShareName = (share: AgencyId) => AgencyName;

/** How a reader sees clocks. */
export interface Shown {
  readonly now: Instant;
  readonly counted: CountedBy;
  readonly nameOf: NameOf;
  /** Whether agencies' reasons are shown. */
  readonly words: boolean;
}

/** The clocks of a case as they stand, for people. */
export function describeClock(clock: CaseClock, shown: Shown): Pick<CaseClockView, 'now' | 'state' | 'entries' | 'due' | 'requests'> {
  const { now, nameOf } = shown;
  const shareName: ShareName = (share) => nameOf(share, now);
  return {
    now: toIso(now),
    state: clock.state,
    entries: clock.entries.map(describeCaseEntry),
    due: dueNextIn(clock).map((due) => describeDue(due, now, shareName)),
    requests: clock.requests.map((request) => describeRequestClock(request, shown, shareName)),
  };
}

const describeCaseEntry = (entry: CaseClockEntry): CaseClockView['entries'][number] => ({
  at: toIso(entry.at),
  by: { kind: entry.by.kind, id: entry.by.id },
  event: entry.kind,
  until: iso(entry.until),
  recallAt: iso(entry.recallAt),
  text: caseEntryWords(entry),
});

const describeDue = (due: DueNext, now: Instant, shareName: ShareName): CaseClockView['due'][number] => ({
  what: due.what,
  at: toIso(due.at),
  passed: due.at < now,
  requestId: 'requestId' in due ? due.requestId : null,
  agency: 'agency' in due ? due.agency : null,
  tell: 'step' in due ? due.step.tell : null,
  rule: 'step' in due ? due.step.step : null,
  text: dueWords(due, shareName),
});

function describeRequestClock(clock: RequestClock, { now, counted, nameOf, words }: Shown, shareName: ShareName): RequestView {
  const { state, workedMinutes, remainingMinutes, pausedMinutes } = readingOf(clock, now, counted);
  return {
    requestId: clock.requestId,
    agency: clock.agency,
    agencyName: nameOf(clock.agency, clock.startedAt),
    round: clock.round,
    counts: countsByTheClock(rulesFor(counted.policy, clock.answersFor)) ? 'minutes' : 'working-minutes',
    state,
    startedAt: toIso(clock.startedAt),
    dueAt: toIso(clock.dueAt),
    provisional: clock.provisional,
    deadlineVersion: clock.deadlineVersion,
    rule: describeRule(clock.rule, shareName),
    pausedUntil: iso(state === 'paused' ? clock.paused?.until : undefined),
    pausedSince: iso(state === 'paused' ? clock.paused?.since : undefined),
    overdueAt: iso(clock.overdueAt),
    workedMinutes: Math.floor(workedMinutes),
    remainingMinutes: Math.floor(remainingMinutes),
    pausedMinutes: Math.floor(pausedMinutes),
    entries: clock.entries.map((entry) => describeEntry(entry, words, shareName)),
  };
}

const describeRule = (rule: DueRule, shareName: ShareName): RequestView['rule'] => ({
  by: rule.by,
  share: rule.by === 'limit' ? rule.share : null,
  workingDays: rule.by === 'limit' && 'workingDays' in rule.within ? rule.within.workingDays : null,
  minutes: rule.by === 'limit' && 'minutes' in rule.within ? rule.within.minutes : null,
  text: ruleWords(rule, shareName),
});

function describeEntry(entry: ClockEntry, words: boolean, shareName: ShareName): EntryView {
  const deadline = 'deadline' in entry ? entry.deadline : undefined;
  return {
    at: toIso(entry.at),
    by: { kind: entry.by.kind, id: entry.by.id },
    event: entry.kind,
    ...describeDeadline(deadline, shareName),
    deadlineVersion: deadline?.deadlineVersion ?? ('deadlineVersion' in entry ? entry.deadlineVersion : null),
    question: 'question' in entry ? entry.question : null,
    supplement: 'supplement' in entry ? entry.supplement : null,
    extension: 'extension' in entry ? entry.extension : null,
    until: iso('until' in entry ? entry.until : undefined),
    formerDueAt: iso('formerDueAt' in entry ? entry.formerDueAt : undefined),
    step: 'step' in entry ? { rule: entry.step.step, dueAt: toIso(entry.step.at), tell: entry.step.tell, mark: entry.step.mark ?? null } : null,
    pausedMinutes: 'pausedMinutes' in entry ? Math.floor(entry.pausedMinutes) : null,
    reason: words && 'reason' in entry ? (entry.reason ?? null) : null,
    because: 'because' in entry ? entry.because : null,
    text: entryWords(entry),
  };
}

const describeDeadline = (deadline: Deadline | undefined, shareName: ShareName): Pick<EntryView, 'dueAt' | 'provisional' | 'rule'> => ({
  dueAt: iso(deadline?.dueAt),
  provisional: deadline?.provisional ?? null,
  rule: deadline ? describeRule(deadline.rule, shareName) : null,
});

const iso = (at: Instant | undefined): string | null => (at === undefined ? null : toIso(at));
