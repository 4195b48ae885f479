import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moveDate } from './moved-date.js';
import { READ_AGAIN_MS, writeOffset } from './offset-file.js';

/** As it was compiled: the processes of a stack are plain Node. */
const PRELOAD = new URL('../../dist/moving-clock/preload.js', import.meta.url);

/**
 * The clock of a test and of every process that is started under it: it runs on as the machine's does, and the test moves it
 * forward. In the test's own process `Date` is moved, too, so that tokens that are made here are good there.
 */
export class MovingClock {
  private readonly folder = mkdtempSync(join(tmpdir(), 'lianshen-clock-'));
  private readonly file = join(this.folder, 'offset');
  private readonly putBack: () => void;

  private constructor(private offsetMs: number) {
    writeOffset(this.file, offsetMs);
    this.putBack = moveDate(() => this.offsetMs);
  }

  /** @param time RFC 3339, in the past or in the future. */
  static startAt(time: string): MovingClock {
    return new MovingClock(instantOf(time) - Date.now());
  }

  /** What a process of Node has to be started with to live by this clock. */
  get nodeOptions(): string {
    const preload = new URL(PRELOAD);
    preload.searchParams.set('offset', this.file);
    return `--import=${preload.href}`;
  }

  /**
   * Moves the clock forward, and resolves when no process tells the time of before.
   * @param time RFC 3339. @throws where it has passed: a ledger's time never goes back.
   */
  async moveTo(time: string): Promise<void> {
    const by = instantOf(time) - Date.now();
    if (by < 0) throw new Error(`the clock is past ${time} by ${-by} ms`);
    this.offsetMs += by;
    writeOffset(this.file, this.offsetMs);
    await new Promise((resolve) => setTimeout(resolve, 2 * READ_AGAIN_MS));
  }

  /** Once every process under it has ended. */
  end(): void {
    this.putBack();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function instantOf(time: string): number {
  const instant = Date.parse(time);
  if (Number.isNaN(instant)) throw new Error(`${time} is no time`);
  return instant;
}
