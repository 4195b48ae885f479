import { createPublicKey } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { compactVerify } from 'jose';
import { certify } from './certify.js';
import { LameAdapter } from './lame-adapter.spec-kit.js';
import { printReport } from './report/print-report.js';
import { isCertified, type Report } from './report/report.js';
import { reportKey, signReport } from './report/sign-report.js';
import { startLocalTarget } from './target/local-target.js';
import type { Target } from './target/target.js';

const given = (name: 'TEST_NATS_URL' | 'TEST_REDIS_URL' | 'TEST_MONGODB_URI'): { url: string } => {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set: run the tests with npm test`);
  return { url };
};

async function reportOf(open: () => Promise<Target>, bounds?: Parameters<typeof certify>[1]): Promise<Report> {
  const target = await open();
  try {
    return await certify(target, bounds);
  } finally {
    await target.stop();
  }
}

const idsOf = ({ checks }: Report, outcome: string): string[] => checks.filter((check) => check.outcome === outcome).map(({ id }) => id);

let own: Report;
let lame: Report;
let lameUnderRoots: Report;

beforeAll(async () => {
  const servers = { nats: given('TEST_NATS_URL'), redis: given('TEST_REDIS_URL'), mongodb: given('TEST_MONGODB_URI') };
  const bounds = { answerWithinMs: 4_000, resendWithinMs: 4_000 };
  [own, lame, lameUnderRoots] = await Promise.all([
    reportOf(() => startLocalTarget({ agency: 'court', jurisdiction: 'certify', servers })),
    reportOf(() => LameAdapter.connect(servers.nats.url), bounds),
    reportOf(() => LameAdapter.connect(servers.nats.url, 'together'), bounds),
  ]);
}, 120_000);

describe('the conformance kit', () => {
  it("certifies the hub's own adapter, in everything", () => {
    expect(own.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(idsOf(own, 'not-done')).toEqual([]);
    expect(isCertified(own)).toBe(true);
  });

  it('finds each fault of an adapter that gets much wrong, and nothing else', () => {
    expect(idsOf(lame, 'failed').sort()).toEqual([
      'adapter-key-rotation', 'binds-the-request', 'bundles', 'coordinator-key-rotation', 'duplicates-change-nothing', 'every-reply-verifies', 'four-eyes',
      'nothing-in-clear', 'recall-before-request', 'resends-until-filed', 'resync-after-loss', 'same-version-same-bytes',
    ]);
    expect(isCertified(lame)).toBe(false);
  });

  it('takes verdicts under a signed root as it takes those with signatures of their own', () => {
    expect(lameUnderRoots.checks.map(({ id, outcome }) => [id, outcome])).toEqual(lame.checks.map(({ id, outcome }) => [id, outcome]));
  });

  it('says for each check what was seen, in Chinese first and in English', () => {
    const text = printReport(lame);
    expect(text.indexOf('不合格')).toBeLessThan(text.indexOf('does NOT conform'));
    for (const { seen } of lame.checks) expect([text.includes(seen.zh), text.includes(seen.en)]).toEqual([true, true]);
  });

  it('signs its report with a key that the header holds', async () => {
    const signed = signReport(own, reportKey(undefined));
    const { jwk } = JSON.parse(Buffer.from(signed.split('.')[0] ?? '', 'base64url').toString('utf8')) as { jwk: object };
    const { payload } = await compactVerify(signed, createPublicKey({ key: jwk as never, format: 'jwk' }));
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({ certified: true, agency: 'court', kit: { protocol: 'lianshen sealing 1' } });
  });
});
