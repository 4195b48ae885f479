import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { Connection } from 'mongoose';
import type { CaseId } from '@lianshen/contracts/kernel';
import { MONGO } from '@lianshen/platform/process';
import { startCoordinator, type CoordinatorUnderTest } from '../../coordinator.spec-kit.js';
import { eventually } from '../../eventually.spec-kit.js';
import { CasesUnderTest, MONDAY, WITHOUT_REMINDERS } from '../cases.spec-kit.js';
import { overdueOf } from './overdue-of.spec-kit.js';
import { WatchDeadlines } from './watch-deadlines.js';

const CASES = 4;
const DUE = Date.parse('2026-11-30T17:30:00+08:00');
/** After so long an alarm that somebody holds is not waited for. */
const LATE_MS = 130_000;

describe('a coordinator that is killed in the middle of its alarms', () => {
  let hub: CoordinatorUnderTest;
  let opened: CaseId[];

  beforeEach(async () => {
    hub = await startCoordinator(MONDAY, WITHOUT_REMINDERS);
    const cases = new CasesUnderTest(hub);
    opened = [];
    for (let n = 0; n < CASES; n++) opened.push(await cases.open());
    await eventually('their rows', () => hub.mongo.collection('case_rows').countDocuments({ nextDueAt: new Date(DUE) }), (count) => count === CASES);
    await hub.leave();
  }, 60_000);

  afterEach(() => hub.stop(), 30_000);

  /** Another process takes the alarms of all cases and is killed while it holds them. */
  async function killed(standsStill: 'before' | 'after'): Promise<void> {
    const child = fork(new URL('./killed-replica.spec-kit.mjs', import.meta.url), { serialization: 'advanced', execArgv: [] });
    const held = new Set<CaseId>();
    child.on('message', (caseId: CaseId) => held.add(caseId));
    const ended = once(child, 'exit');
    const { MASTER_KEY_FILE: _, ...environment } = hub.environment;
    child.send({ environment, masterKeys: hub.masterKeys, now: DUE + 5_000, standsStill });
    try {
      await eventually('it holds the alarm of each case', async () => held.size, (count) => count === CASES);
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  }

  async function rungByAnother(): Promise<INestApplicationContext> {
    hub.clock.moveTo(DUE + LATE_MS);
    const other = await hub.replica();
    await other.get(WatchDeadlines).reconcile();
    for (const caseId of opened) await other.get(WatchDeadlines).ring(caseId);
    return other;
  }

  it.each(['before', 'after'] as const)('%s the command leaves each deadline marked once', async (standsStill) => {
    await killed(standsStill);
    const other = await rungByAnother();
    for (const caseId of opened) {
      const overdue = await overdueOf(other, caseId);
      expect(overdue).toHaveLength(5);
      expect(new Set(overdue).size).toBe(5);
    }
    await eventually('what the killed one left is in the rows', () => other.get<Connection>(MONGO).collection('case_rows').countDocuments({ nextDueAt: null }), (count) => count === CASES);
  }, 60_000);
});
