import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import type { EstimateView, RecomputationView, StatisticsView } from '@lianshen/contracts/api';
import { eventually } from './eventually.js';
import { HubApi, type CaseItem } from './hub-api.js';
import { startHub, type Stack } from './hub-stack.js';
import { batchCsv, inventedPerson, registerCsv } from './invented-batch.js';

const root = new URL('../../', import.meta.url).pathname;
const PEOPLE = Array.from({ length: 40 }, (_, index) => inventedPerson(index));
const FLAGGED = PEOPLE.filter((_, index) => index % 8 === 3);
const hasEnded = ({ status }: CaseItem): boolean => status === 'cleared' || status === 'halted';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the statistics of a hub whose coordinator was killed in the middle of a batch', () => {
  let stack: Stack;
  let hub: HubApi;
  let tokenFile: string;

  const sla = (...args: string[]): Promise<Ended> =>
    new Promise((resolve) => {
      execFile(process.execPath, [join(root, 'deploy/local/sla.mjs'), ...args, '--url', stack.coordinatorUrl, '--token', tokenFile], { timeout: 60_000 }, (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }));
    });

  beforeAll(async () => {
    stack = await startHub({ court: registerCsv(FLAGGED, 'OBJECT') });
    hub = new HubApi(stack);
    tokenFile = join(stack.dir, 'auditor.jwt');
    writeFileSync(tokenFile, stack.tokens.auditor);
    const { batchId } = await hub.importBatch(batchCsv(PEOPLE), 'statistics-batch');
    await stack.kill('coordinator', 'SIGKILL');
    await stack.restart('coordinator');
    await eventually('every case ended', () => hub.listCases(batchId), (items) => items.length === PEOPLE.length && items.every(hasEnded), 120_000);
    await eventually('equal figures', () => sla('recompute', '--json'), ({ code }) => code === 0, 60_000);
  }, 240_000);

  afterAll(() => stack.stop(), 60_000);

  it('are those of the ledger, each of them, as npm run sla prints them', async () => {
    const { code, stdout } = await sla('recompute');
    expect(code).toBe(0);
    expect(stdout).toMatch(/standard-five +\S+\/\S+ +法院 +40 /);
    expect(stdout).toMatch(/All \d+ figures are equal/);
    const view = (await hub.read('overseer', '/api/statistics')) as StatisticsView;
    expect(view.agencies.map(({ agency, persons, figures }) => [agency, persons, figures?.halts.count])).toEqual(stack.agencies.map(({ agency }) => [agency, 40, agency === 'court' ? FLAGGED.length : 0]).sort());
  });

  it('are found false by npm run sla where somebody has changed a row', async () => {
    const connection = await mongoose.createConnection(stack.mongodbUri, { dbName: stack.databases['coordinator'] ?? '' }).asPromise();
    try {
      const rows = connection.collection('statistic_rows');
      const halt = await rows.findOneAndDelete({ kind: 'halt' });
      const { code, stdout } = await sla('recompute', '--json');
      const recomputed = JSON.parse(stdout) as RecomputationView;
      expect([code, recomputed.equal, recomputed.rowDifferences]).toEqual([1, false, [{ row: String(halt?._id), kind: 'missing' }]]);
      expect((await sla('recompute')).stdout).toContain('缺失 missing');
      await rows.insertOne(halt as never);
      expect((await sla('recompute')).code).toBe(0);
    } finally {
      await connection.close();
    }
  });

  it('give an estimate of the next list, from what they know of each agency', async () => {
    const { batchId } = (await hub.post('officer', '/api/batches', { title: '待估计', start: 'later' })) as { batchId: string };
    const estimate = (await hub.read('officer', `/api/batches/${batchId}/estimate`)) as EstimateView;
    expect(estimate.agencies.map(({ basis }) => basis)).toEqual(stack.agencies.map(() => 'policy'));
    expect(estimate.overall).toMatchObject({ medianAt: expect.any(String), unknown: [] });
  });

  it('are refused where the period is none', async () => {
    const { code, stderr } = await sla('recompute', '--from', '2026-12-01', '--to', '2026-11-01');
    expect(code).toBe(2);
    expect(stderr).toContain('statistics.period');
  });
});
