import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually } from './eventually.js';
import { HubApi, type CaseItem, type Imported } from './hub-api.js';
import { startHub, type Stack } from './hub-stack.js';
import { batchCsv, inventedPerson, registerCsv } from './invented-batch.js';
import { filesThatHold } from './files-that-hold.js';

const PEOPLE = Array.from({ length: 400 }, (_, index) => inventedPerson(index));
const FLAGGED_BY_COURT = PEOPLE.filter((_, index) => index % 40 === 7);
const FLAGGED_BY_AUDIT = PEOPLE.filter((_, index) => index % 80 === 7 || index % 40 === 21);
const SERVERS = new Set(['nats', 'redis', 'mongodb']);
const hasEnded = ({ status }: CaseItem): boolean => status === 'cleared' || status === 'halted';

describe('a batch whose processes and servers are killed in the middle', () => {
  let stack: Stack;
  let hub: HubApi;
  let imported: Imported;
  let cases: CaseItem[];

  const endedCount = async (): Promise<number> => (await hub.listCases(imported.batchId)).filter(hasEnded).length;
  const whenEnded = (share: number): Promise<number> =>
    eventually(`${share} of the cases ended`, endedCount, (count) => count >= PEOPLE.length * share, 60_000);

  beforeAll(async () => {
    stack = await startHub({ court: registerCsv(FLAGGED_BY_COURT, 'OBJECT'), audit: registerCsv(FLAGGED_BY_AUDIT, 'SUGGEST_DEFER') });
    hub = new HubApi(stack);
    imported = await hub.importBatch(batchCsv(PEOPLE), 'crash-batch');
    await killThroughTheBatch();
    cases = await eventually('every case ended', () => hub.listCases(imported.batchId), (items) => items.length === PEOPLE.length && items.every(hasEnded), 120_000);
  }, 240_000);

  /** One after the other, each as soon as some more cases have ended, while the rest is on its way. */
  async function killThroughTheBatch(): Promise<void> {
    await stack.kill('coordinator', 'SIGKILL');
    await stack.restart('coordinator');
    await whenEnded(0.02);
    await stack.kill('agency-court', 'SIGKILL');
    await stack.restart('agency-court');
    await stack.kill('nats', 'SIGKILL');
    await stack.restart('nats');
    const redis = new Redis(stack.redisUrl);
    await redis.flushall();
    redis.disconnect();
    await stack.kill('redis', 'SIGKILL');
    await stack.restart('redis');
    await stack.kill('coordinator', 'SIGKILL');
    await stack.restart('coordinator');
    // A MongoDB that somebody else runs is not ours to kill.
    if (stack.pids['mongodb'] === undefined) return;
    await stack.kill('mongodb', 'SIGKILL');
    await stack.restart('mongodb');
  }

  afterAll(() => stack.stop(), 60_000);

  it('loses no case and imports none twice', () => {
    expect(imported.accepted).toHaveLength(PEOPLE.length);
    expect(new Set(cases.map(({ caseId }) => caseId))).toEqual(new Set(imported.accepted.map(({ caseId }) => caseId)));
  });

  it('gives the same answer when the import is sent again with its key', async () => {
    expect(await hub.importBatch(batchCsv(PEOPLE), 'crash-batch')).toEqual(imported);
    expect(await hub.listCases(imported.batchId)).toHaveLength(PEOPLE.length);
  });

  it('halts exactly those who are flagged and clears all others', () => {
    const flagged = new Set([...FLAGGED_BY_COURT, ...FLAGGED_BY_AUDIT]);
    const rowOf = new Map(PEOPLE.map((person, index) => [index + 2, person]));
    for (const { row, status } of cases) {
      const person = rowOf.get(row);
      expect({ row, status }).toEqual({ row, status: person && flagged.has(person) ? 'halted' : 'cleared' });
    }
  });

  it('clears nobody without the clear verdict of all five agencies, each filed once', async () => {
    for (const { caseId } of cases.filter(({ status }) => status === 'cleared').slice(0, 50)) {
      const { requests } = await hub.readCase(caseId);
      expect(requests.map(({ verdict }) => verdict && [verdict.code, verdict.version])).toEqual(Array(5).fill(['CLEAR', 1]));
    }
  });

  it('leaves every ledger intact', async () => {
    const ledgers = await hub.verifyLedgers();
    expect(ledgers.map(({ place, intact }) => [place, intact])).toEqual(ledgers.map(({ place }) => [place, true]));
  });

  /** The services first, so that each still finds its servers; then the servers, which write out what they hold. */
  async function endInOrder(): Promise<void> {
    const names = Object.keys(stack.pids);
    for (const areServers of [false, true]) {
      await Promise.all(names.filter((name) => SERVERS.has(name) === areServers).map((name) => stack.kill(name, 'SIGTERM')));
    }
  }

  it('leaves no name and no number in clear in any store, log or queue', async () => {
    await endInOrder();
    const needles = PEOPLE.slice(0, 12).flatMap(({ name, identityNumber }) => [name, identityNumber]);
    expect(filesThatHold(stack.dir, needles, ['registers'])).toEqual([]);
    // The search itself finds what is there in clear, so its silence says something.
    expect(filesThatHold(stack.dir, [imported.accepted[0]?.caseId ?? ''], ['registers'])).not.toEqual([]);
    expect(filesThatHold(`${stack.dir}/registers`, [], [])).toContain('court.csv');
  }, 60_000);
});
