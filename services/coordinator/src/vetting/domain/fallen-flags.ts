import type { AgencyId, Instant, RequestId } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import { NO_CASE, type CaseState } from './case-state.js';
import { evolve } from './evolve.js';
import { flaggedRequestsOf } from './shares.js';

/** A flag that stood once and stands no more. */
export interface FallenFlag {
  readonly agency: AgencyId;
  readonly requestId: RequestId;
  /** Of the verdict that fell. */
  readonly version: number;
  readonly flaggedAt: Instant;
  readonly fellAt: Instant;
  /** Its agency said otherwise, or two persons closed it. */
  readonly because: 'corrected' | 'closed';
  /** The candidate was on the agenda of a meeting that went by while it stood. */
  readonly meetingMissed: boolean;
}

interface StandingFlag extends Pick<FallenFlag, 'agency' | 'requestId' | 'version' | 'flaggedAt'> {
  /** Of the meeting that the candidate was to go to when it was raised. */
  readonly meetingAt: Instant | undefined;
}

/** Every flag of a case that fell, in the order in which they fell: a reading of what its ledger holds. */
export function fallenFlagsOf(acts: readonly { readonly at: Instant; readonly events: readonly CaseEvent[] }[]): FallenFlag[] {
  const fallen: FallenFlag[] = [];
  let [state, standing]: [CaseState, readonly StandingFlag[]] = [NO_CASE, []];
  for (const { at, events } of acts) {
    for (const event of events) {
      state = evolve(state, event, at);
      const now = standingIn(state, standing, at);
      const gone = standing.filter(({ requestId }) => !now.some((flag) => flag.requestId === requestId));
      fallen.push(...gone.map((flag) => fell(flag, event, at)));
      standing = now;
    }
  }
  return fallen;
}

/** A flag that its agency sends again in a newer version is the same one. */
const standingIn = (state: CaseState, before: readonly StandingFlag[], at: Instant): StandingFlag[] =>
  flaggedRequestsOf(state).map(({ requestId, agency, verdict }) => {
    const known = before.find((flag) => flag.requestId === requestId) ?? { requestId, agency, flaggedAt: at, meetingAt: state.agenda?.meetingAt };
    return { ...known, version: verdict?.version ?? 1 };
  });

function fell({ meetingAt, ...flag }: StandingFlag, { type }: CaseEvent, fellAt: Instant): FallenFlag {
  const meetingMissed = meetingAt !== undefined && meetingAt > flag.flaggedAt && meetingAt <= fellAt;
  return { ...flag, fellAt, because: type === 'FlagClosed' ? 'closed' : 'corrected', meetingMissed };
}
