import type { Log } from '../telemetry/log.js';

/** Work that runs again and again, one at a time, and whose failure waits for the next turn. */
export class Recurring {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly name: string,
    private readonly everyMs: number,
    private readonly work: () => Promise<void>,
    private readonly log: Log,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.runNow(), this.everyMs);
    void this.runNow();
  }

  /** Runs a turn, or joins the one that is running. */
  runNow(): Promise<void> {
    this.running ??= this.work()
      .catch((error: unknown) => this.log.warn({ err: error, work: this.name }, 'recurring work failed, next turn'))
      .finally(() => (this.running = undefined));
    return this.running;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }
}
