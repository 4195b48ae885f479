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

  private head = NOTHING;

  constructor(private readonly hub: HubUnderTest) {}

  /** The fold of the whole stream, carried on from where it was folded last. */
  load(): FoldedCase {
    this.head = this.foldOn(this.head);
    return this.head;
  }

  /** The fold of the whole stream from its first commit. */
  replay(): FoldedCase {
    return this.foldOn(NOTHING);
  }

  private foldOn(from: FoldedCase): FoldedCase {
    let { seq, at, state } = from;
    for (let next = from.seq; next < this.commits.length; next++) {
      const commit = this.commits[next] as SimulatedCommit;
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
