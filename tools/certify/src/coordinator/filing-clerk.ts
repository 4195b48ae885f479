import { BATCHED_ITEMS_MAX, type Filed } from '@lianshen/contracts/messages';
import type { TrialCoordinator } from './trial-coordinator.js';

const EVERY_MS = 250;

/** Files what no check holds back, as the coordinator does: else the adapter would send all of it again. */
export class FilingClerk {
  private readonly filed = new Set<string>();
  private stopping = false;
  private working: Promise<void> = Promise.resolve();

  constructor(private readonly coordinator: TrialCoordinator) {}

  start(): void {
    this.working = this.work();
  }

  /** Files the last ones too, so that nothing is sent again into a later trial. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.working;
    this.coordinator.held.clear();
    await this.file();
  }

  private async work(): Promise<void> {
    while (!this.stopping) {
      await this.file();
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  }

  /** The connection may be going down; what is not filed now is filed the next time. */
  private async file(): Promise<void> {
    const verdicts = this.unfiled();
    if (verdicts.length === 0) return;
    await this.coordinator.tell('filed', { verdicts }).then(
      () => verdicts.forEach(({ verdictHash }) => this.filed.add(verdictHash)),
      () => undefined,
    );
  }

  private unfiled(): Filed['verdicts'] {
    const { replies, held } = this.coordinator;
    const open = replies.of('verdict').filter(({ data, payloadHash }) => !held.has(data.requestId) && !this.filed.has(payloadHash));
    const byHash = new Map(open.map(({ data: { requestId, version }, payloadHash }) => [payloadHash, { requestId, version, verdictHash: payloadHash }]));
    return [...byHash.values()].slice(0, BATCHED_ITEMS_MAX);
  }
}
