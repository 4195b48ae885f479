import { setTimeout as sleep } from 'node:timers/promises';
import { ToldError } from '../told-error.mjs';

/** @typedef {import('./coordinator-api.mjs').CaseRow} CaseRow */

const ENDED = new Set(['cleared', 'halted']);
/** Generous, for a slow machine: what matters is that it ends. */
const BOUND_MS = 120_000;
const BOUND_PER_CASE_MS = 250;
const POLL_MS = 100;
const SETTLED_AFTER_MS = 500;
/** Advice ends no case: once nothing has changed for so long, the machines have said all that they will. */
const ADVISED_AFTER_MS = 5_000;
const SETTLE_MAX_MS = 15_000;
const OPEN_SHOWN = 20;

/**
 * A flag in a case that goes on is advice, and waits for a person's consideration.
 * @param {CaseRow} row
 */
const isAdvised = (row) => row.status === 'vetting' && Object.values(row.verdicts).some((code) => code !== 'CLEAR');

/** @param {CaseRow[]} cases */
const stillOpen = (cases) => {
  const open = cases.filter((row) => !ENDED.has(row.status));
  const shown = open.slice(0, OPEN_SHOWN).map((row) => `${row.row}:${row.status} (${Object.keys(row.verdicts).join(', ')})`);
  return new ToldError(`超时：${open.length} 个案件尚未结束。\n${shown.join('\n')}`, `Time is up: ${open.length} cases are still open (row: status (agencies that have answered)).`);
};

/**
 * Asks until each case has ended, then until nothing changes any more: verdicts that were on their way when a case was
 * halted are filed after the halt.
 * @param {() => Promise<CaseRow[]>} list
 * @param {number} count how many cases there are
 * @param {{ advisedAfterMs?: number }} [options]
 * @returns {Promise<{ cases: CaseRow[], endedAtMs: number }>} endedAtMs: when the last case was seen to have ended
 * @throws {ToldError} when the time is up
 */
export const waitForOutcomes = async (list, count, { advisedAfterMs = ADVISED_AFTER_MS } = {}) => {
  const until = Date.now() + BOUND_MS + count * BOUND_PER_CASE_MS;
  let seen = '';
  let changedAt = Date.now();
  for (;;) {
    const askedAt = Date.now();
    const cases = await list();
    if (cases.length >= count && cases.every((row) => ENDED.has(row.status))) return { endedAtMs: Date.now(), cases: await untilSettled(list, cases) };
    if (JSON.stringify(cases) !== seen) [seen, changedAt] = [JSON.stringify(cases), Date.now()];
    const isQuiet = Date.now() - changedAt >= advisedAfterMs;
    if (isQuiet && cases.length >= count && cases.every((row) => ENDED.has(row.status) || isAdvised(row))) return { endedAtMs: changedAt, cases };
    if (Date.now() > until) throw stillOpen(cases);
    // A long list is asked for less often, so that asking does not become the load.
    await sleep(Math.max(POLL_MS, 2 * (Date.now() - askedAt)));
  }
};

/**
 * @param {() => Promise<CaseRow[]>} list
 * @param {CaseRow[]} cases
 */
const untilSettled = async (list, cases) => {
  const until = Date.now() + SETTLE_MAX_MS;
  let latest = cases;
  let changedAt = Date.now();
  while (Date.now() - changedAt < SETTLED_AFTER_MS && Date.now() < until) {
    await sleep(POLL_MS);
    const next = await list();
    if (JSON.stringify(next) !== JSON.stringify(latest)) changedAt = Date.now();
    latest = next;
  }
  return latest;
};
