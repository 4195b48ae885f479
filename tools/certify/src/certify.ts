import { KeyDirectory } from '@lianshen/platform/sealing';
import { CHECKS, type Check, type Finding, type Trial } from './checks/index.js';
import { failed } from './checks/check.js';
import { FilingClerk } from './coordinator/filing-clerk.js';
import { TrialCoordinator } from './coordinator/trial-coordinator.js';
import type { Checked, Report } from './report/report.js';
import type { Target } from './target/target.js';

export interface Bounds {
  /** Within which time the adapter answers by itself. */
  readonly answerWithinMs: number;
  /** Within which time it sends a verdict again that nobody answered. */
  readonly resendWithinMs: number;
}

/** The hub's adapter looks every 5 s for verdicts that are unanswered for 15 s. */
export const BOUNDS: Bounds = { answerWithinMs: 10_000, resendWithinMs: 25_000 };
/** What a check may take beyond the waits that it is made of. */
const CHECK_SLACK_MS = 20_000;

/** Plays the coordinator against an adapter, all checks beside each other. @throws when the trial cannot begin. */
export async function certify(target: Target, bounds: Bounds = BOUNDS, checks: readonly Check[] = CHECKS): Promise<Report> {
  const startedAt = Date.now();
  const directory = new KeyDirectory();
  const { agency, jurisdiction, nats, coordinatorKeys, nextCoordinatorKeys } = target;
  const keys = { ...coordinatorKeys, alsoAgree: [nextCoordinatorKeys.agree] };
  const coordinator = new TrialCoordinator({ nats, jurisdiction, agency, keys, nextKeys: nextCoordinatorKeys, directory });
  const firstReply = await coordinator.provision();
  const adapterKeys = await target.adapterKeys();
  const registered = directory.register(adapterKeys);
  if (!registered.ok) throw new Error(`the adapter's keys cannot be registered: ${registered.refusal.code}`);
  const clerk = new FilingClerk(coordinator);
  await coordinator.replies.start(firstReply);
  try {
    const trial = await begin(target, coordinator, bounds, checks);
    clerk.start();
    const results = await runAll(trial, bounds, checks);
    return { agency, jurisdiction, adapterKeys: { sign: adapterKeys.sign.kid, agree: adapterKeys.agree.kid }, startedAt, endedAt: Date.now(), checks: results };
  } finally {
    await clerk.stop();
    await coordinator.replies.stop();
  }
}

/** Lays out what waits for the adapter, and waits until it pulls. */
async function begin(target: Target, coordinator: TrialCoordinator, bounds: Bounds, checks: readonly Check[]): Promise<Trial> {
  const { flaggedNumber, startedEmpty } = target;
  const trial = {
    coordinator, ...bounds, flaggedNumber, startedEmpty, wasRunning: false,
    rotateCoordinator: () => target.rotateCoordinator(),
    prepareAdapterKeys: target.prepareAdapterKeys && (() => target.prepareAdapterKeys?.() ?? target.adapterKeys()),
  };
  for (const check of checks) await check.prepare?.(trial);
  trial.wasRunning = await target.start(async () => (await coordinator.backlog()).pulling);
  return trial;
}

async function runAll(trial: Trial, bounds: Bounds, checks: readonly Check[]): Promise<Checked[]> {
  const boundMs = bounds.answerWithinMs + bounds.resendWithinMs + CHECK_SLACK_MS;
  const results = await Promise.all(checks.map((check) => withinBound(check, trial, boundMs)));
  return checks.map(({ id, title }, index) => {
    const result = results[index] as Finding | (() => Finding);
    const { outcome, seen } = typeof result === 'function' ? result() : result;
    return { id, title, outcome, seen };
  });
}

/** A check that breaks or does not end has failed; the others go on. */
async function withinBound(check: Check, trial: Trial, boundMs: number): Promise<Finding | (() => Finding)> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => resolve(failed(`${boundMs / 1000} 秒内没有结束`, `did not end within ${boundMs / 1000} s`)), boundMs);
  });
  try {
    return await Promise.race([check.run(trial), late]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return failed(`检查中断：${message}`, `the check broke off: ${message}`);
  } finally {
    clearTimeout(timer);
  }
}
