import type { Instant } from '@lianshen/contracts/kernel';
import { CASE_ID } from '../case-builder.js';
import type { CaseEvent } from '../case-event.js';
import { NO_CASE, type CaseState } from '../case-state.js';
import type { HubUnderTest } from './hub-under-test.js';

export interface SimulatedCommit {
  readonly seq: number;
  readonly at: Instant;
  readonly events: readonly CaseEvent[];
  /** Its messages have gone out at least once. */
  relayed: boolean;
}

export interface FoldedCase {
  readonly seq: number;
  readonly at: Instant;
  readonly state: CaseState;
}

export const NOTHING: FoldedCase = { seq: 0, at: 0, state: { ...NO_CASE, caseId: CASE_ID } };

/** One ledger stream that both replicas write to. */
export class SimulatedLedger {
  readonly commits: SimulatedCommit[] = [];

  constructor(private readonly hub: HubUnderTest) {}

  /** Folds the whole stream from its first commit. */
  load(): FoldedCase {
    let { seq, at, state } = NOTHING;
    for (const commit of this.commits) {
      for (const event of commit.events) state = this.hub.evolve(state, event, commit.at);
      ({ seq, at } = commit);
    }
    return { seq, at, state };
  }

  /** @returns the commit, or undefined when another was faster. */
  append(decidedOn: FoldedCase, at: Instant, events: readonly CaseEvent[]): SimulatedCommit | undefined {
    if (this.hub.optimisticLock && decidedOn.seq !== this.commits.length) return undefined;
    const commit = { seq: this.commits.length + 1, at, events, relayed: false };
    this.commits.push(commit);
    return commit;
  }
}
