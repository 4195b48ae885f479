import { CommandError } from '../errors/command-error.js';
import type { Environment } from './environment.js';

interface Job {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

type Outcome = { readonly value: unknown } | { readonly refusal: CommandError };

const groupMax = 256;

/**
 * Group commit: all write commands that have arrived by the time the event loop turns share one transaction and one
 * flush. A command hears of its success only after the flush. Commands run one after the other, so each sees what
 * those before it did. A job may run twice (see below), so it must not touch anything but the storage and the catalog.
 */
export class WriteQueue {
  private jobs: Job[] = [];
  private isScheduled = false;

  /** `undo` puts memory back in step with the disk after a transaction was rolled back. */
  constructor(private readonly environment: Environment, private readonly undo: () => void) {}

  submit<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.jobs.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (this.isScheduled) return;
      this.isScheduled = true;
      setImmediate(() => this.drain());
    });
  }

  /** Writes what is still waiting; used on closing. */
  drain(): void {
    this.isScheduled = false;
    while (this.jobs.length > 0) {
      const group = this.jobs.slice(0, groupMax);
      this.jobs = this.jobs.slice(groupMax);
      this.commit(group);
    }
  }

  private commit(group: readonly Job[]): void {
    try {
      const outcomes = this.environment.transact(() => group.map(run));
      group.forEach((job, i) => settle(job, outcomes[i]!));
    } catch (error) {
      this.undo();
      // One command's defect must not fail its neighbours: each is tried again in a transaction of its own.
      if (group.length === 1) group[0]!.reject(error);
      else for (const job of group) this.commit([job]);
    }
  }
}

function run(job: Job): Outcome {
  try {
    return { value: job.work() };
  } catch (error) {
    if (error instanceof CommandError) return { refusal: error };
    throw error;
  }
}

function settle(job: Job, outcome: Outcome): void {
  if ('refusal' in outcome) job.reject(outcome.refusal);
  else job.resolve(outcome.value);
}
