import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { PolicyChangeView, PolicyList } from '@lianshen/contracts/api';
import type { Policy } from '@lianshen/contracts/policy';
import { ConfigurationError } from '@lianshen/platform/config';
import { Refused } from '@lianshen/platform/http';
import { LOG } from '@lianshen/platform/process';
import { generateOwnKeys, publicKeysOf } from '@lianshen/platform/sealing';
import { AgencyRegistry } from '../../agencies/agency-registry.js';
import { ProvisionAgencies } from '../../agencies/provision-agencies.js';
import { startCoordinator, type CoordinatorUnderTest } from '../../coordinator.spec-kit.js';
import { eventually } from '../../eventually.spec-kit.js';
import { ImportBatches } from '../../intake/import-batch/import-batch.js';
import { CaseStreams } from '../../vetting/case-streams.js';
import { adoptVersion } from '../domain/change-policy.js';
import { FollowPolicies } from '../follow-policies.js';
import { ListPoliciesController } from '../list-policies/list-policies.controller.js';
import { PolicyChangeStreams } from '../policy-change-streams.js';
import { PolicyShelf } from '../policy-shelf.js';
import { PolicyStreams } from '../policy-streams.js';
import { ChangePolicyController } from './change-policy.controller.js';
import { ReadPolicyChangesController } from './read-policy-changes.controller.js';

const MONDAY = Date.parse('2026-11-23T10:00:00+08:00');
const HEADER = '姓名,身份证号,工作单位,现任职务,拟任职务';
const person = (sub: string, role: 'officer' | 'coordinatorApprover') => ({ sub, name: sub, roles: [role] }) as never;
const OFFICER = person('test-officer', 'officer');
const APPROVER = person('test-approver', 'coordinatorApprover');
const reason = '县委组织部文件';

describe('a version of a policy that is written in the page', () => {
  let hub: CoordinatorUnderTest;

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
  }, 60_000);
  afterAll(() => hub.stop(), 30_000);

  const key = () => randomUUID();
  const offered = (application: INestApplicationContext = hub.application): Policy => {
    const found = application.get(PolicyShelf).findOnOffer('standard-five');
    if (!found.ok) throw new Error('nothing is on offer');
    return found.value.policy;
  };
  const propose = (policy: object, idempotencyKey = key(), by = OFFICER): Promise<PolicyChangeView> => hub.application.get(ChangePolicyController).propose({ text: JSON.stringify(policy), reason }, idempotencyKey, by);
  const path = ({ name, number }: Pick<PolicyChangeView, 'name' | 'number'>) => ({ name, number: String(number) });
  const adopt = (change: PolicyChangeView, by = APPROVER, idempotencyKey = key()) => hub.application.get(ChangePolicyController).adopt(path(change), idempotencyKey, by);
  const refuse = (change: PolicyChangeView, by = APPROVER) => hub.application.get(ChangePolicyController).refuse(path(change), { reason: '依据不足' }, key(), by);
  const codeOf = (answer: Promise<unknown>): Promise<string> => answer.then(() => 'done', (error: unknown) => (error instanceof Refused ? error.refusal.code : Promise.reject(error as Error)));
  const next = (change: object = {}): Policy => ({ ...offered(), version: offered().version + 1, ...change });
  const versionsOnOffer = async () => (await hub.application.get(ListPoliciesController).list()).items.filter((each: PolicyList['items'][number]) => each.onOffer).map(({ name, version }) => `${name} ${version}`);

  /** What a coordinator does with files and adoptions when it starts, on the same ledger. */
  async function startAgain(): Promise<PolicyShelf> {
    const shelf = new PolicyShelf(hub.environment, hub.application.get(PolicyStreams));
    const following = new FollowPolicies(hub.application.get(PolicyChangeStreams), shelf, hub.application.get(ProvisionAgencies), hub.application.get(LOG));
    await following.load();
    await following.run();
    return shelf;
  }

  async function openCase() {
    const content = Buffer.from(`${HEADER}\n试例甲,990101198001010014,市试例局,科长,副局长\n`);
    const imported = await hub.application.get(ImportBatches).import({ policy: 'standard-five', title: '测试', rows: 'all', fileName: 'a.csv', content }, { kind: 'person', id: 'test-officer' }, key());
    if (!imported.ok) throw new Error(imported.refusal.code);
    const caseId = imported.value.accepted[0]?.caseId ?? '';
    return eventually('vetting', async () => (await hub.application.get(CaseStreams).load(caseId)).state, ({ status }) => status === 'vetting');
  }

  it('is what new batches get once a second person has confirmed it, and running cases keep theirs', async () => {
    const before = offered();
    const running = await openCase();
    const change = await propose(next({ haltReviewDays: 10 }));
    expect(change).toMatchObject({ status: 'open', number: 1, proposedBy: 'test-officer', withoutKeys: [], replaces: { version: before.version, hash: running.policyHash } });
    expect((await openCase()).policyHash).toBe(running.policyHash);
    const adopted = await adopt(change);
    expect(adopted).toMatchObject({ status: 'confirmed', decidedBy: 'test-approver', replaces: { version: before.version } });
    expect((await openCase()).policyHash).toBe(change.hash);
    expect((await hub.application.get(PolicyShelf).getPinned(running.policyHash)).haltReviewDays).toBe(before.haltReviewDays);
    expect(await versionsOnOffer()).toEqual([`standard-five ${change.version}`]);
  });

  it('is on offer at every replica soon, and at one that starts later, although its file is older', async () => {
    const earlier = await hub.replica();
    const { version } = await adopt(await propose(next()));
    await eventually('the other replica follows', () => Promise.resolve(offered(earlier).version), (found) => found === version);
    expect(offered(await hub.replica()).version).toBe(version);
  });

  it('is confirmed by another person than who proposed it, once, whoever is quicker', async () => {
    const change = await propose(next());
    expect(await codeOf(adopt(change, person('test-officer', 'coordinatorApprover')))).toBe('policy.change-four-eyes');
    expect(await codeOf(propose(next()))).toBe('policy.change-pending');
    const both = await Promise.all([codeOf(adopt(change)), codeOf(adopt(change, person('other-approver', 'coordinatorApprover')))]);
    expect(both.sort()).toEqual(['done', 'policy.change-decided']);
    expect(await codeOf(refuse(change))).toBe('policy.change-decided');
  });

  it('is proposed and confirmed once, however often the same command comes', async () => {
    const policy = next();
    const [proposing, adopting] = [key(), key()];
    const change = await propose(policy, proposing);
    expect((await propose(policy, proposing)).number).toBe(change.number);
    await adopt(change, APPROVER, adopting);
    expect(await adopt(change, APPROVER, adopting)).toMatchObject({ status: 'confirmed', number: change.number });
    expect((await propose(policy, proposing)).status).toBe('confirmed');
  });

  it('is refused with every flaw and its line, or where its version is no higher, and nothing changes', async () => {
    const before = offered();
    const list = () => hub.application.get(ReadPolicyChangesController).list();
    const { length } = (await list()).items;
    const flawed: unknown = await propose({ ...next(), agencies: [{ ...before.agencies[0], asked: { is: 'tall' } }] }).catch((error: unknown) => error);
    expect(flawed).toMatchObject({ refusal: { code: 'policy.flawed' }, extra: { flaws: expect.arrayContaining([expect.objectContaining({ code: 'policy.predicate-unknown', line: 1 })]) } });
    expect(await codeOf(propose({ ...before, haltReviewDays: 11 }))).toBe('policy.version-not-higher');
    expect((await list()).items).toHaveLength(length);
    expect(offered()).toEqual(before);
  });

  it('that was refused is on record with why, and its version may be written anew', async () => {
    const change = await propose(next());
    await refuse(change);
    expect(await hub.application.get(ReadPolicyChangesController).read(change.name, String(change.number))).toMatchObject({ status: 'refused', refusal: '依据不足', replaces: null });
    expect((await hub.application.get(ReadPolicyChangesController).list()).items[0]).toMatchObject({ number: change.number, status: 'refused' });
    expect(await adopt(await propose(next({ haltReviewDays: 12 })))).toMatchObject({ version: change.version, status: 'confirmed' });
  });

  it('that asks an agency anew says that it has no keys yet; batches are refused until it has', async () => {
    const [agency] = offered().agencies;
    const change = await propose(next({ agencies: [...offered().agencies, { ...agency, agency: 'customs' }] }));
    expect(change.withoutKeys).toEqual(['customs']);
    await adopt(change);
    await expect(openCase()).rejects.toThrow('batch.agencies-without-keys');
    await hub.application.get(AgencyRegistry).register('customs', publicKeysOf(generateOwnKeys('customs')), { actor: { kind: 'machine', id: 'test' }, cause: 'test' });
    expect(Object.keys((await openCase()).requests)).toContain('customs');
  });

  it('is on offer after a start also where its process died right after the adoption, and a file cannot take its number', async () => {
    const change = await propose(next());
    const by = { actor: { kind: 'person' as const, id: 'test-approver' }, cause: 'confirm by hand' };
    await hub.application.get(PolicyChangeStreams).execute(change.name, by, (changes) => adoptVersion(changes, { number: change.number, newest: 0, onOffer: undefined, by: 'test-approver' }));
    const file = join(hub.environment.POLICIES_DIR, 'policy.json');
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(change.text) as Policy), haltReviewDays: 13 }));
    await expect(startAgain()).rejects.toThrow(ConfigurationError);
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(change.text) as Policy), version: change.version - 1 }));
    expect((await startAgain()).findOnOffer(change.name)).toMatchObject({ value: { hash: change.hash } });
  });
});
