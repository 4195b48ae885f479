import type { PartyPublicKeys } from '@lianshen/contracts/api';
import type { TrialCoordinator } from '../coordinator/trial-coordinator.js';

/** Chinese first and the same in English. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export type Outcome = 'passed' | 'failed' | 'not-done';

export interface Finding {
  readonly outcome: Outcome;
  readonly seen: Words;
}

/** What a check works with. */
export interface Trial {
  readonly coordinator: TrialCoordinator;
  /** Within which time the adapter answers by itself. */
  readonly answerWithinMs: number;
  /** Within which time it sends a verdict again that nobody answered. */
  readonly resendWithinMs: number;
  /** A number that its register flags; undefined where nobody named one. */
  readonly flaggedNumber: string | undefined;
  /** Whether its store was empty when it started. */
  readonly startedEmpty: boolean;
  /** Whether it was pulling before the first message was published. */
  readonly wasRunning: boolean;
  /** Tells the adapter of the coordinator's new keys, where it has to be told; those before go on counting. */
  readonly rotateCoordinator: () => Promise<void>;
  /** Lets the adapter make its next keys; undefined where nobody said how. */
  readonly prepareAdapterKeys: (() => Promise<PartyPublicKeys>) | undefined;
}

/** One thing that is certified. Checks run beside each other; none relies on another. */
export interface Check {
  readonly id: string;
  readonly title: Words;
  /** Before the adapter runs: what is published then waits for it. */
  readonly prepare?: (trial: Trial) => Promise<void>;
  /** What it does while the adapter runs; a function as the answer is asked when all checks are done. */
  readonly run: (trial: Trial) => Promise<Finding | (() => Finding)>;
}

export const passed = (zh: string, en: string): Finding => ({ outcome: 'passed', seen: { zh, en } });
export const failed = (zh: string, en: string): Finding => ({ outcome: 'failed', seen: { zh, en } });
export const notDone = (zh: string, en: string): Finding => ({ outcome: 'not-done', seen: { zh, en } });
