import type { Meeting } from '@lianshen/contracts/api';
import { ok, refuse, toIso, type Instant, type Result } from '@lianshen/contracts/kernel';
import { inChina, toCivilDate, type CivilDate } from '@lianshen/contracts/working-time';
import type { CaseEvent } from './case-event.js';
import type { CaseState } from './case-state.js';
import { heldBy } from './held-by.js';

export interface PutOnAgenda {
  readonly meeting: Meeting;
  readonly meetingAt: Instant;
}

/**
 * Puts a candidate on the agenda of a meeting (上会), or moves them to another: with a joint conclusion that holds until it
 * begins. On it already with this conclusion: nothing to do. Refused: `case.unknown`, `case.ended`, `agenda.not-cleared`,
 * `agenda.conclusion-lapsed`, `agenda.conclusion-expires` where it lapses before the meeting, `conclusion.other-case`,
 * `agenda.recommendation-expired` where the democratic recommendation is known and older than a year by then,
 * `agenda.meeting-past`.
 */
export function putOnAgenda(state: CaseState, { meeting, meetingAt }: PutOnAgenda, now: Instant): Result<CaseEvent[]> {
  if (state.status === 'none') return refuse('case.unknown');
  if (state.status === 'terminated' || state.status === 'withdrawn') return refuse('case.ended');
  if (state.status === 'lapsed') return refuse('agenda.conclusion-lapsed');
  if (state.status !== 'cleared' || state.validUntil === undefined) return refuse('agenda.not-cleared');
  // The clock that marks it may not have come round yet.
  if (state.validUntil <= now) return refuse('agenda.conclusion-lapsed');
  if (meetingAt <= now) return refuse('agenda.meeting-past');
  if (state.validUntil < meetingAt) return refuse('agenda.conclusion-expires', { validUntil: toIso(state.validUntil) });
  if (heldBy(state).length > 0) return refuse('conclusion.other-case');
  const recommendedOn = state.candidate?.recommendedOn;
  if (recommendedOn !== undefined && aYearAfter(recommendedOn) < toCivilDate(inChina(meetingAt).day)) return refuse('agenda.recommendation-expired');
  const { agenda, conclusions: conclusion } = state;
  const isOnIt = agenda?.meeting === meeting && agenda.meetingAt === meetingAt && agenda.conclusion === conclusion;
  return ok(isOnIt ? [] : [{ type: 'PutOnAgenda', data: { meeting, meetingAt, conclusion } }]);
}

/** The last day of the year that begins on this one; of a 29 February the 28th. Days compare as text. */
const aYearAfter = (date: CivilDate): CivilDate => `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;

/** Whether what is on the agenda goes to no meeting as it stands: its conclusion holds no longer, a flag in another case holds it, or it was drawn anew since. */
export const isAgendaLocked = (state: CaseState): boolean => state.status !== 'cleared' || state.conclusions !== state.agenda?.conclusion || heldBy(state).length > 0;
