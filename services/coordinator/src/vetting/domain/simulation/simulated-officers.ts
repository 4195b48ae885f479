import type { AgencyId, Instant } from '@lianshen/contracts/kernel';
import { DAY } from '../case-builder.js';
import { awaitsRecall, openRequestsOf, requestsOf, type CaseState } from '../case-state.js';
import { adviceOf } from '../consider-advice.js';
import { isConsidered } from '../clear-case.js';
import type { DecidedAction } from '../decision.js';
import { heldBy } from '../held-by.js';
import { flaggedRequestsOf } from '../shares.js';
import type { Random } from './random.js';
import type { Commanded } from './simulated-messages.js';

const PEOPLE = ['officer-1', 'officer-2', 'officer-3'];

/** The coordinator's people: what they owe, and what they do of their own accord, sensible or not. */
export class SimulatedOfficers {
  constructor(
    private readonly random: Random,
    private readonly agencies: readonly AgencyId[],
  ) {}

  /** What waits for an officer: questions to be answered, time to be granted or refused, advice to be considered. */
  owed(state: CaseState, now: Instant): Commanded[] {
    const requests = openRequestsOf(state).flatMap(({ agency, waiting, extensions, dueAt }): Commanded[] => [
      ...(waiting ? [{ to: 'hub', kind: 'supply', agency, question: waiting.question } as const] : []),
      ...extensions
        .filter(({ decision }) => decision === undefined)
        .map(({ number, until }) => ({ to: 'hub', kind: 'decide', agency, number, grantedUntil: until > Math.max(now + DAY, dueAt) && number % 2 === 1 ? until : null }) as const),
    ]);
    const advised = state.status === 'vetting' && adviceOf(state).some((verdict) => !isConsidered(state, verdict));
    return [...requests, ...(advised ? [{ to: 'hub', kind: 'consider' } as const] : [])];
  }

  /** Something that one of them does: rarely what cannot be done, and sometimes both steps by the same person. */
  act(state: CaseState, now: Instant): Commanded {
    const { random } = this;
    const by = random.pick(PEOPLE);
    const open = state.decisions.filter(({ status }) => status === 'open');
    if (open.length > 0 && random.chance(0.75)) return { to: 'hub', kind: random.chance(0.9) ? 'confirm' : 'refuse', number: random.pick(open).number, by };
    if (random.chance(awaitsRecall(state) ? 0.1 : 0.02)) return { to: 'hub', kind: 'withdraw' };
    if (random.chance(0.15)) return { to: 'hub', kind: 're-vet' };
    const waiting = requestsOf(state).filter(({ status }) => status === 'declined' || status === 'withheld');
    if (waiting.length > 0 && random.chance(0.5)) return { to: 'hub', kind: 'reassign', agency: random.pick(waiting).agency, other: random.pick(this.agencies) };
    return { to: 'hub', kind: 'propose', action: this.action(state, now), by };
  }

  private action(state: CaseState, now: Instant): DecidedAction {
    const { random } = this;
    const flagged = flaggedRequestsOf(state);
    const ended = state.status === 'terminated' || state.status === 'withdrawn';
    if (ended && random.chance(0.8)) return { kind: 'reopen' };
    if (flagged.length > 0 && random.chance(0.6)) {
      const request = random.pick(flagged);
      return { kind: 'close-flag', agency: request.agency, verdictHash: request.verdict?.verdictHash ?? '' };
    }
    const [held] = heldBy(state);
    if (held && random.chance(0.5)) return { kind: 'disregard', otherCaseId: held.caseId };
    if (state.status === 'vetting' && random.chance(0.5)) return { kind: 'waive', agency: random.pick(this.agencies) };
    return random.pick([{ kind: 'resume' }, { kind: 'terminate' }, { kind: 'suspend', reviewAt: now + random.between(-1, 60) * DAY }]);
  }
}
