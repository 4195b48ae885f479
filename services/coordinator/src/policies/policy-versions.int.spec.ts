import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Policy } from '@lianshen/contracts/policy';
import { ConfigurationError } from '@lianshen/platform/config';
import { startCoordinator, type CoordinatorUnderTest } from '../coordinator.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { ImportBatches } from '../intake/import-batch/import-batch.js';
import { CaseStreams } from '../vetting/case-streams.js';
import { PolicyShelf } from './policy-shelf.js';
import { PolicyStreams } from './policy-streams.js';

const MONDAY = Date.parse('2026-11-23T10:00:00+08:00');
const HEADER = '姓名,身份证号,工作单位,现任职务,拟任职务,政治面貌';
const OFFICER = { kind: 'person' as const, id: 'test-officer' };
const OBJECTION = { code: 'OBJECT' as const, findings: [{ facts: '试例', basis: '试例第一条', evidenceLevel: 'verified' as const, heard: 'not-heard' as const }] };

describe('the policy that a case is pinned to', () => {
  let hub: CoordinatorUnderTest;
  let original: Policy;
  let batches = 0;

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    original = JSON.parse(readFileSync(policyFile(), 'utf8')) as Policy;
  }, 60_000);

  afterAll(() => hub.stop(), 30_000);

  const policyFile = (name = 'policy.json'): string => join(hub.environment.POLICIES_DIR, name);
  const write = (policy: object, name?: string): void => writeFileSync(policyFile(name), JSON.stringify(policy, null, 2));
  /** What a coordinator does with its files when it starts, on the same ledger. */
  const startAgain = async (): Promise<PolicyShelf> => {
    const shelf = new PolicyShelf(hub.environment, hub.application.get(PolicyStreams));
    await shelf.load();
    return shelf;
  };
  const readCase = async (caseId: string) => (await hub.application.get(CaseStreams).load(caseId)).state;

  async function openCase(politicalStatus = '') {
    const content = Buffer.from(`${HEADER}\n试例甲,990101198001010014,市试例局,科长,副局长,${politicalStatus}\n`);
    const imported = await hub.application.get(ImportBatches).import({ policy: 'standard-five', title: '测试', rows: 'all', fileName: 'a.csv', content }, OFFICER, `batch-${batches++}`);
    if (!imported.ok) throw new Error(imported.refusal.code);
    const caseId = imported.value.accepted[0]?.caseId ?? '';
    const state = await eventually('vetting', () => readCase(caseId), ({ status }) => status === 'vetting');
    return { ...state, caseId };
  }

  async function object(caseId: string, category: string) {
    const request = (await readCase(caseId)).requests['audit'];
    const signers = { clerk: { id: 'clerk', name: '试例经办' }, approvers: [{ id: 'approver', name: '试例签发' }] };
    const about = { requestId: request?.requestId ?? '', requestHash: request?.requestHash ?? '', supplementHashes: [], version: 1, mode: 'human' as const, decidedAt: new Date(MONDAY).toISOString() };
    await hub.agencies['audit']?.send('verdict', { ...about, ...signers, ...OBJECTION, category });
    return eventually('the answer is in', () => readCase(caseId), ({ requests, rejected }) => requests['audit']?.verdict !== undefined || rejected.length > 0);
  }

  /** @param later how many versions after the one that ships. */
  const withAudit = (rules: object, later: number): object => ({ ...original, version: original.version + later, agencies: original.agencies.map((each) => (each.agency === 'audit' ? { ...each, ...rules } : each)) });

  it('is not touched by a higher version of the same name, which new batches get', async () => {
    const running = await openCase();
    const changed = withAudit({ categories: { 审结: 'CLEAR', 未审结: 'OBJECT' }, blocks: [], advises: ['OBJECT'], approversMin: 2, within: { workingDays: 30 } }, 1);
    write(changed);
    const shelf = await startAgain();
    await hub.application.get(PolicyShelf).load();
    expect((await shelf.getPinned(running.policyHash)).version).toBe(original.version);
    const halted = await object(running.caseId, '有问题未整改');
    expect(halted).toMatchObject({ status: 'halted', rejected: [] });
    const next = await openCase();
    expect(next.policyHash).not.toBe(running.policyHash);
    expect(next.requests['audit']?.dueAt).toBeGreaterThan(running.requests['audit']?.dueAt ?? 0);
    expect((await shelf.getPinned(next.policyHash)).version).toBe(original.version + 1);
  });

  it('is still found when its file is gone', async () => {
    const running = await openCase();
    write({ ...original, name: 'another', version: 1 });
    const shelf = await startAgain();
    expect(shelf.findOnOffer('standard-five').ok).toBe(false);
    expect((await shelf.getPinned(running.policyHash)).name).toBe('standard-five');
  });

  it('keeps the coordinator from starting when its file was changed and kept its version', async () => {
    write({ ...original, haltReviewDays: 10 });
    await expect(startAgain()).rejects.toThrow(ConfigurationError);
    await expect(startAgain()).rejects.toThrow(new RegExp(`standard-five 第 ${original.version} 版与账本所记不同[^]*kept its version: standard-five version ${original.version}`));
    write(original);
    expect((await startAgain()).findOnOffer('standard-five')).toMatchObject({ ok: true, value: { policy: { version: original.version } } });
  });

  it('keeps the coordinator from starting when two files have one name, or a file is wrong, naming its line', async () => {
    write(original);
    write({ ...original, version: 9 }, 'second.json');
    await expect(startAgain()).rejects.toThrow(/two policies have one name: standard-five/);
    write({ ...original, name: 'second', agencies: [{ ...original.agencies[0], asked: { is: 'tall' } }] }, 'second.json');
    await expect(startAgain()).rejects.toThrow(/second\.json:\d+:\d+ error policy\.predicate-unknown/);
  });

  it('asks an agency under its condition as the list says of the person', async () => {
    write(withAudit({ asked: { is: 'non-party' } }, 2));
    writeFileSync(policyFile('second.json'), JSON.stringify({ ...original, name: 'second' }));
    await hub.application.get(PolicyShelf).load();
    const asked = async (politicalStatus: string) => Object.keys((await openCase(politicalStatus)).requests).includes('audit');
    expect([await asked('中共党员'), await asked('群众'), await asked('')]).toEqual([false, true, true]);
  });
});
