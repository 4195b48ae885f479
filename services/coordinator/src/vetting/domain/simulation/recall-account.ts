import type { AgencyId, Instant } from '@lianshen/contracts/kernel';
import { RECALL_BEAT_MS } from '../case-builder.js';
import type { CaseEvent } from '../case-event.js';
import type { CaseAccount } from './case-account.js';
import type { SimulatedCommit } from './simulated-ledger.js';
import { expectThat } from './simulated-messages.js';

/** The recalls of a beat are spread over so much of it. */
const SPREAD_MS = RECALL_BEAT_MS / 60;

/** When a case that has stopped may recall what is open: kept from its events and the grid, without asking the domain. */
export class RecallAccount {
  private recallAt: Instant | undefined;
  /** Agencies that were recalled in this commit before the beat. */
  private early: AgencyId[] = [];
  /** In this commit an agency has answered whose share had been given to another. */
  private answeredLate = false;

  /** The case has stopped, and what is open is not recalled yet. */
  get pending(): boolean {
    return this.recallAt !== undefined;
  }

  /** @param account as it stands before this event. */
  follow(event: CaseEvent, at: Instant, account: CaseAccount): void {
    const { type, data } = event;
    if (type === 'CaseHalted' || type === 'CaseWithdrawn') this.stopped(data.recallAt, at, account);
    if (type === 'VettingResumed') this.recallAt = undefined;
    if (type === 'VerdictFiled') this.answeredLate ||= account.requests.get(data.requestId)?.status === 'reassigned';
    if (type === 'RequestRecalled' && this.recallAt !== undefined && at < this.recallAt) this.early.push(data.agency);
  }

  private stopped(recallAt: Instant | undefined, at: Instant, account: CaseAccount): void {
    if (account.open.length + account.withheld.length === 0) {
      expectThat(recallAt === undefined, 'a stop that leaves nothing open announces no recall');
      this.recallAt = undefined;
      return;
    }
    const beat = (Math.floor(at / RECALL_BEAT_MS) + 2) * RECALL_BEAT_MS;
    const first = this.recallAt;
    if (first === undefined) expectThat(recallAt !== undefined && recallAt >= beat && recallAt < beat + SPREAD_MS, 'what a stop leaves open is recalled at the beat after the next');
    else expectThat(recallAt === first, 'a second stop moves no recall');
    this.recallAt = recallAt;
  }

  /** What must hold after a commit. */
  check({ events, at }: SimulatedCommit, { open, withheld }: CaseAccount): void {
    const asked = new Set(events.flatMap((event) => (event.type === 'RequestIssued' ? [event.data.agency] : [])));
    expectThat(this.answeredLate || this.early.every((agency) => asked.has(agency)), 'before the beat nothing is recalled but what is asked anew, or was answered by whoever was asked first');
    const isBeat = this.recallAt !== undefined && at >= this.recallAt && !this.answeredLate && events.some(({ type }) => type === 'RequestRecalled');
    expectThat(!isBeat || open.length + withheld.length === 0, 'the beat recalls all that is open');
    this.early = [];
    this.answeredLate = false;
  }
}
