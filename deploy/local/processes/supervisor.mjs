import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../say.mjs';
import { ToldError } from '../told-error.mjs';
import { endProcess, signalProcess } from './end-process.mjs';
import { spawnProcess, stoppedError, waitUntilReady } from './supervised-process.mjs';

/** @typedef {import('./supervised-process.mjs').ProcessPlan} ProcessPlan */
/** @typedef {import('./supervised-process.mjs').RunningProcess} RunningProcess */
/** @typedef {import('./end-process.mjs').ProcessMark} ProcessMark */

/** A process that falls over again and again does not get better by being started again. */
const RESTARTS_MAX = 5;
const RESTART_WINDOW_MS = 60_000;
const BACK_OFF_FIRST_MS = 100;
/** These end a process; others (SIGSTOP, SIGCONT) leave it there. */
const ENDING = new Set(['SIGTERM', 'SIGKILL', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGABRT']);

/**
 * @typedef {object} Watchers who has to know of every process that is started
 * @property {(process: ProcessMark & { name: string }) => void} started
 * @property {(pid: number) => void} ended
 * @property {(error: ToldError) => void} failed a process could not be kept running
 *
 * @typedef {{ plan: ProcessPlan, running: RunningProcess, held: boolean, crashes: number[] }} Entry held: its end is wanted
 */

/**
 * Keeps processes running: starts them, waits until they are ready, starts them again when they fall over (a bounded
 * number of times), and ends them.
 */
export class Supervisor {
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  #stopping = false;
  #watchers;

  /** @param {Watchers} watchers */
  constructor(watchers) {
    this.#watchers = watchers;
  }

  /** @returns {Record<string, number>} the processes that run now */
  get pids() {
    return Object.fromEntries([...this.#entries].filter(([, entry]) => !entry.running.hasExited()).map(([name, entry]) => [name, entry.running.mark.pid]));
  }

  /**
   * @param {ProcessPlan} plan
   * @throws {ToldError} when it does not become ready
   */
  async start(plan) {
    const entry = { plan, running: this.#spawn(plan), held: true, crashes: [] };
    this.#entries.set(plan.name, entry);
    await waitUntilReady(plan, entry.running);
    this.#keepUp(entry);
  }

  /**
   * Ends a process in order and starts it again; also one that was killed.
   * @param {string} name
   */
  async restart(name) {
    const entry = this.#get(name);
    entry.held = true;
    await endProcess(entry.running.mark);
    await entry.running.exited;
    entry.running = this.#spawn(entry.plan);
    await waitUntilReady(entry.plan, entry.running);
    this.#keepUp(entry);
  }

  /**
   * Sends a signal. A process that this ends stays down until `restart`; one that is killed by anybody else is started
   * again.
   * @param {string} name
   * @param {NodeJS.Signals} [signal]
   */
  async kill(name, signal = 'SIGKILL') {
    const entry = this.#get(name);
    if (!ENDING.has(signal)) return signalProcess(entry.running.mark, signal);
    entry.held = true;
    signalProcess(entry.running.mark, signal);
    await entry.running.exited;
  }

  /**
   * Ends processes group by group, those of one group at the same time.
   * @param {string[][]} groups
   */
  async stop(groups) {
    this.#stopping = true;
    for (const group of groups) {
      const entries = group.flatMap((name) => this.#entries.get(name) ?? []);
      await Promise.all(entries.map((entry) => endProcess(entry.running.mark)));
    }
  }

  /** @param {string} name */
  #get(name) {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new Error(`no process is called ${name}; there are ${[...this.#entries.keys()].join(', ')}`);
    return entry;
  }

  /** @param {ProcessPlan} plan */
  #spawn(plan) {
    if (this.#stopping) throw new ToldError('正在停止。', 'Stopping.');
    const running = spawnProcess(plan);
    const { mark } = running;
    this.#watchers.started({ ...mark, name: plan.name });
    void running.exited.then(() => this.#watchers.ended(mark.pid));
    return running;
  }

  /** @param {Entry} entry */
  #keepUp(entry) {
    entry.held = false;
    const { running } = entry;
    void running.exited.then((how) => {
      if (!entry.held && !this.#stopping && entry.running === running) void this.#bringBack(entry, how);
    });
  }

  /**
   * @param {Entry} entry
   * @param {string} how it ended
   */
  async #bringBack(entry, how) {
    const { plan, running: fallen } = entry;
    const now = Date.now();
    entry.crashes = [...entry.crashes.filter((at) => at > now - RESTART_WINDOW_MS), now];
    if (entry.crashes.length > RESTARTS_MAX) return this.#watchers.failed(stoppedError(plan, how));
    say(`${plan.name} 意外退出（${how}），正在重新启动；日志：${plan.logFile}`, `${plan.name} ended unexpectedly (${how}), starting it again; its log: ${plan.logFile}`);
    await sleep(BACK_OFF_FIRST_MS * 2 ** (entry.crashes.length - 1));
    // Somebody may have started or stopped it by hand in the meantime.
    if (entry.held || this.#stopping || entry.running !== fallen) return;
    const running = (entry.running = this.#spawn(plan));
    try {
      await waitUntilReady(plan, running);
      if (!entry.held) this.#keepUp(entry);
    } catch (error) {
      if (entry.held || this.#stopping || entry.running !== running) return;
      if (running.hasExited()) void this.#bringBack(entry, await running.exited);
      else this.#watchers.failed(error instanceof ToldError ? error : stoppedError(plan, 'silent'));
    }
  }
}
