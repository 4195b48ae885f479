import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { Response } from 'express';
import type { AgencyPage, AgencyView } from '@lianshen/contracts/api';
import { toIso, type CaseId } from '@lianshen/contracts/kernel';
import { findMessageName, MESSAGES, requestSubject, type MessageName } from '@lianshen/contracts/messages';
import { DeadLetters, linesOf } from '@lianshen/platform/messaging';
import { OWN_KEYS } from '@lianshen/platform/process';
import { publicKeysOf, type OwnKeys } from '@lianshen/platform/sealing';
import { AgencyRegistry } from '../../agencies/agency-registry.js';
import { ChangeAgencyController } from '../../agencies/change-agency/change-agency.controller.js';
import { ReadAgenciesController } from '../../agencies/read-agency/read-agencies.controller.js';
import { RegisterAgencyController } from '../../agencies/register-agency/register-agency.controller.js';
import { startCoordinator, TestAgency, type CoordinatorUnderTest } from '../../coordinator.spec-kit.js';
import { eventually } from '../../eventually.spec-kit.js';
import { ListOpenRequestsController } from '../../views/list-open-requests.controller.js';
import { CaseStreams } from '../case-streams.js';
import { CasesUnderTest, MONDAY, OFFICER } from '../cases.spec-kit.js';
import { isPending, requestsOf, type CaseEvent, type CaseState } from '../domain/index.js';
import { ReadCaseController } from '../read-case/read-case.controller.js';
import { ReadCaseFileController } from '../read-case/read-case-file.controller.js';
import { ReadTimelineController } from '../read-case/read-timeline.controller.js';
import { StartVettingController } from '../start-vetting/start-vetting.controller.js';
import { FollowAgencies } from './follow-agencies.js';

const ADMIN = { sub: 'test-admin', roles: ['administrator'] };
const APPROVER = { sub: 'test-approver', roles: ['coordinatorApprover'] };
const HOUR = 3_600_000;
const WEDNESDAY = MONDAY + 48 * HOUR;

describe('what becomes of agencies, over real NATS, Redis and MongoDB', () => {
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;
  let other: INestApplicationContext;
  const sent: { readonly agency: string; readonly name: MessageName; readonly data: Record<string, unknown> }[] = [];
  const people: Record<string, TestAgency> = {};
  let movedCase: CaseId;

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    cases = new CasesUnderTest(hub);
    other = await hub.replica();
    for (const agency of Object.values(hub.agencies)) follow(agency);
  }, 60_000);

  afterAll(() => hub.stop(), 30_000);

  function follow(agency: TestAgency): void {
    people[agency.id] = agency;
    hub.nats.connection.subscribe(requestSubject(hub.environment.JURISDICTION, agency.id), {
      callback: (_, message) => {
        for (const line of linesOf(message.string())) {
          const { envelope } = agency.open(line);
          const name = findMessageName(envelope.type);
          if (name) sent.push({ agency: agency.id, name, data: MESSAGES[name].schema.parse(envelope.data) });
        }
      },
    });
  }

  const key = () => cases.key();
  const toldTo = (agency: string, name: MessageName, is: (data: Record<string, unknown>) => boolean = () => true) => eventually(`${name} to ${agency}`, async () => sent.filter((each) => each.agency === agency && each.name === name && is(each.data)), (all) => all.length > 0);
  const statuses: number[] = [];
  const response = { status: (code: number) => statuses.push(code) } as unknown as Response;
  const words = (zh: string) => ({ zh, en: zh });
  const register = (agency: string, name: string, code?: string, idempotencyKey = key()) =>
    hub.application.get(RegisterAgencyController).register({ agency, name: words(name), ...(code === undefined ? {} : { code: { code } }) }, idempotencyKey, ADMIN, response) as Promise<AgencyView>;
  const propose = (agency: string, body: object) => hub.application.get(ChangeAgencyController).propose(agency, { reason: '机构改革方案', ...body }, key(), ADMIN) as Promise<AgencyView>;
  const confirm = (agency: string, number: number, person = APPROVER) => hub.application.get(ChangeAgencyController).confirm({ agency, number: String(number) }, key(), person) as Promise<AgencyView>;
  /** Two persons decide, and both replicas know of it. */
  const decide = async (agency: string, body: object) => {
    await confirm(agency, (await propose(agency, body)).changes.length);
    await other.get(AgencyRegistry).refresh();
  };
  const read = (agency: string) => hub.application.get(ReadAgenciesController).read(agency) as Promise<AgencyView>;
  const code = (error: unknown): string => (error as { refusal?: { code: string } }).refusal?.code ?? String(error);
  const count = async (caseId: CaseId, is: (event: CaseEvent) => boolean): Promise<number> => (await hub.application.get(CaseStreams).history(caseId)).acts.flatMap(({ events }) => events).filter(is).length;
  const turn = (on: INestApplicationContext) => on.get(FollowAgencies).run();
  const shareIsPending = (state: CaseState, share: string): boolean => requestsOf(state).some((request) => isPending(request) && request.answersFor.includes(share));

  const openOf = async (agency: string, caseId: CaseId) => ((await hub.application.get(ListOpenRequestsController).list(agency, {})) as { items: { caseId: string; withheld: string | null }[] }).items.filter((each) => each.caseId === caseId);
  /** Waits until the list of open requests, which is a moment behind, has the case. */
  const openAt = (agency: string, caseId: CaseId) => eventually(`an open request of ${agency}`, () => openOf(agency, caseId), (items) => items.length === 1);

  /** Registers an agency and its keys. */
  async function connect(agency: string, name: string): Promise<void> {
    const own = hub.application.get<OwnKeys>(OWN_KEYS);
    const party = new TestAgency(agency, own, hub.clock, hub.nats, hub.environment.JURISDICTION);
    await hub.application.get(AgencyRegistry).register(agency, publicKeysOf(party.keys), { actor: { kind: 'machine', id: 'test' }, cause: 'test' });
    await register(agency, name);
    follow(party);
  }

  it('registers, lists and reads agencies, each command once', async () => {
    const again = key();
    const first = await register('audit', '市审计局', ' 11350200mb1a2b3c4d ', again);
    expect(first).toMatchObject({ status: 'active', hasKeys: true, codes: [{ code: '11350200MB1A2B3C4D', fitsCheckDigit: false, validUntil: null }] });
    await register('audit', '市审计局', '11350200MB1A2B3C4D', again);
    await register('audit', '市审计局', '11350200MB1A2B3C4D');
    expect(statuses).toEqual([201, 200, 200]);
    expect(await register('audit', '审计局').catch(code)).toBe('agency.registered');
    expect(await register('tax', '市税务局', 'short').catch(code)).toBe('credit-code.length');
    expect(await read('tax').catch(code)).toBe('agency.unknown');
    const list = (query: object) => hub.application.get(ReadAgenciesController).list(query) as AgencyPage;
    const { items, next } = list({ limit: 3 });
    expect(items.map(({ agency, status }) => `${agency} ${status}`)).toEqual(['audit active', 'court unregistered', 'discipline unregistered']);
    expect(list({ limit: 3, cursor: next ?? '' }).items.map(({ agency }) => agency)).toEqual(['petitions', 'procuratorate']);
  });

  it('renames an agency, and what was signed under the old name keeps it', async () => {
    await register('discipline', '市纪委');
    const caseId = await cases.open('officer');
    hub.clock.moveTo(MONDAY + HOUR);
    await cases.answer(caseId, 'CLEAR', 'discipline');
    hub.clock.moveTo(MONDAY + 2 * HOUR);
    const rename = (name: string, effectiveAt?: string) => hub.application.get(RegisterAgencyController).rename('discipline', { name: words(name), reason: '更名', ...(effectiveAt === undefined ? {} : { effectiveAt }) }, key(), ADMIN) as Promise<AgencyView>;
    expect(await rename('x', toIso(MONDAY)).catch(code)).toBe('agency.effective-past');
    expect((await rename('市纪委监委')).names).toMatchObject([{ name: words('市纪委'), until: toIso(MONDAY + 2 * HOUR) }, { name: words('市纪委监委'), until: null }]);
    hub.clock.moveTo(MONDAY + 3 * HOUR);
    await cases.send('discipline', await cases.verdictOf(caseId, 'discipline'));
    await cases.when(caseId, 'a second version', ({ requests }) => requests['discipline']?.verdict?.version === 2);
    const { verdicts } = (await hub.application.get(ReadCaseFileController).read(caseId, OFFICER)) as { verdicts: { agencyName: { zh: string } }[] };
    expect(verdicts.map(({ agencyName }) => agencyName.zh)).toEqual(['市纪委', '市纪委监委']);
  });

  it('moves open requests to the successor at the effective time, once, with two replicas at work', async () => {
    await connect('market', '市场监督管理局');
    const caseId = await cases.open('officer');
    const before = (await cases.load(caseId)).requests['audit'];
    await propose('audit', { kind: 'merge', into: 'market', effectiveAt: toIso(WEDNESDAY) });
    expect(await confirm('audit', 1, ADMIN).catch(code)).toBe('agency.change-four-eyes');
    await confirm('audit', 1);
    const [closed] = await toldTo('audit', 'closed');
    expect(closed?.data).toEqual({ effectiveAt: toIso(WEDNESDAY), successor: { agency: 'market', name: words('市场监督管理局') } });
    hub.clock.moveTo(WEDNESDAY - 1);
    await openAt('audit', caseId);
    await Promise.all([turn(hub.application), turn(other)]);
    expect((await cases.load(caseId)).requests['audit']?.status).toBe('open');
    expect(await read('audit')).toMatchObject({ status: 'active', mergedInto: { agency: 'market' } });

    hub.clock.moveTo(WEDNESDAY);
    await other.get(AgencyRegistry).refresh();
    await Promise.all([turn(hub.application), turn(other)]);
    const { requests } = await cases.when(caseId, 'moved', (state) => state.requests['market'] !== undefined);
    expect(requests).toMatchObject({ audit: { status: 'reassigned', reassignedTo: 'market' }, market: { status: 'open', answersFor: ['audit'], dueAt: before?.dueAt } });
    expect(await count(caseId, ({ type, data }) => type === 'RequestIssued' && data.agency === 'market')).toBe(1);
    const [request] = await toldTo('market', 'request', ({ caseId: of }) => of === caseId);
    expect(request?.data['movedFrom']).toEqual([{ agency: 'audit', name: words('市审计局'), at: toIso(WEDNESDAY) }]);
    await toldTo('audit', 'recall', ({ requestId }) => requestId === before?.requestId);
    expect(await read('audit')).toMatchObject({ status: 'merged', successor: 'market', codes: [{ validUntil: toIso(WEDNESDAY) }] });
    expect(await read('market')).toMatchObject({ predecessors: [{ agency: 'audit', name: words('市审计局') }] });
    await openAt('market', caseId);
    expect(await openOf('audit', caseId)).toEqual([]);
    movedCase = caseId;
  });

  it('shows both names to whoever reads the case later', async () => {
    hub.clock.moveTo(WEDNESDAY + HOUR);
    const caseId = await openNow();
    const described = (await hub.application.get(ReadCaseController).read(caseId, OFFICER)) as { requests: { agency: string; answersFor: string[] }[] };
    expect(described.requests).toContainEqual(expect.objectContaining({ agency: 'market', agencyName: words('市场监督管理局'), answersFor: ['audit'] }));
    const { items } = (await hub.application.get(ReadTimelineController).read(movedCase, {}, OFFICER)) as { items: { event: string; agencyName: object | null; to: object | null }[] };
    expect(items.find(({ event }) => event === 'RequestReassigned')).toMatchObject({ agencyName: words('市审计局'), to: { agency: 'market', name: words('市场监督管理局') } });
  });

  /** A case that is opened at the time that it is now. */
  async function openNow(): Promise<CaseId> {
    const now = hub.clock.now();
    const caseId = await cases.open('automatic', 'later');
    hub.clock.moveTo(now);
    await hub.application.get(StartVettingController).start(caseId, key(), OFFICER);
    return caseId;
  }

  it('moves what a replica that did not know of the merger has sent, and what was recorded before a restart', async () => {
    await connect('office', '信访局（新）');
    await register('petitions', '市信访局');
    hub.clock.moveTo(WEDNESDAY + 2 * HOUR);
    const caseId = await openNow();
    await openAt('petitions', caseId);
    // Recorded, and the process dies before it does anything about it.
    await propose('petitions', { kind: 'merge', into: 'office' });
    const registry = hub.application.get(AgencyRegistry);
    const by = { cause: 'test', actor: { kind: 'person' as const, id: 'x' } };
    await registry.execute('petitions', by, (_, now) => ({ ok: true, value: [{ type: 'AgencyMerged', data: { into: 'office', effectiveAt: now, change: 1 } }] }));
    expect((await cases.load(caseId)).requests['petitions']?.status).toBe('open');
    const restarted = await hub.replica();
    const { requests } = await cases.when(caseId, 'moved by the process that comes up', (state) => state.requests['office'] !== undefined);
    expect(requests['petitions']?.status).toBe('reassigned');
    await toldTo('petitions', 'closed');
    await turn(restarted);
    expect(await count(caseId, ({ type, data }) => type === 'RequestIssued' && data.agency === 'office')).toBe(1);
    // A whole process starts in it.
  }, 30_000);

  it('files a verdict that was signed before under the old name, and rejects one that was signed after', async () => {
    const { caseId, court } = await courtMerges();
    const signedBefore = await cases.verdictOf(caseId, 'court', { decidedAt: toIso(court.effectiveAt - 1) });
    await cases.send('court', signedBefore);
    const filed = await cases.when(caseId, 'filed', ({ requests }) => requests['court']?.verdict?.code === 'CLEAR');
    expect(filed.requests).toMatchObject({ court: { status: 'answered' }, 'high-court': { status: 'recalled' } });
    const hash = await cases.send('court', { ...signedBefore, version: 2, decidedAt: toIso(court.effectiveAt) });
    const [rejected] = await toldTo('court', 'rejected', ({ verdictHash }) => verdictHash === hash);
    expect(rejected?.data['code']).toBe('verdict.agency-merged');
  });

  it('does not hear what a merged agency says later, and tells it again that it is merged when it asks', async () => {
    const caseId = await openNow();
    const { requestId = '' } = (await cases.load(caseId)).requests['high-court'] ?? {};
    const letters = hub.application.get(DeadLetters);
    const before = await letters.count();
    await people['court']?.send('out-of-scope', { requestId: requestId.replace('high-court', 'court'), number: 1, clerk: { id: 'c', name: '试例' }, reason: '不属职责' });
    await eventually('a dead letter', () => letters.count(), (now) => now === before + 1);
    const told = sent.filter(({ agency, name }) => agency === 'court' && name === 'closed').length;
    await people['court']?.send('resync', { reason: 'asked' });
    await eventually('closed again', async () => sent.filter(({ agency, name }) => agency === 'court' && name === 'closed').length, (now) => now > told);
  });

  /** The court is merged while a case is open, and its request moves. */
  async function courtMerges() {
    await connect('high-court', '市中级人民法院');
    await register('court', '区人民法院');
    hub.clock.moveTo(WEDNESDAY + 5 * HOUR);
    const caseId = await openNow();
    const effectiveAt = WEDNESDAY + 6 * HOUR;
    await decide('court', { kind: 'merge', into: 'high-court', effectiveAt: toIso(effectiveAt) });
    hub.clock.moveTo(effectiveAt + HOUR);
    await openAt('court', caseId);
    await turn(hub.application);
    await cases.when(caseId, 'moved', ({ requests }) => requests['high-court']?.status === 'open');
    return { caseId, court: { effectiveAt } };
  }

  it('leaves no request behind when a merger, a verdict and a halt meet', async () => {
    await connect('city-procuratorate', '市人民检察院');
    await register('procuratorate', '区检察院');
    hub.clock.moveTo(WEDNESDAY + 10 * HOUR);
    const [answered = '', halted = ''] = [await openNow(), await openNow()];
    const effectiveAt = hub.clock.now() + HOUR;
    const verdict = await cases.verdictOf(answered, 'procuratorate', { decidedAt: toIso(hub.clock.now()) });
    const flag = await cases.verdictOf(halted, 'discipline', { code: 'OBJECT', category: '不宜提拔', findings: [{ facts: '试例', basis: '试例第一条', evidenceLevel: 'verified', heard: 'not-heard' }] });
    await decide('procuratorate', { kind: 'merge', into: 'city-procuratorate', effectiveAt: toIso(effectiveAt) });
    hub.clock.moveTo(effectiveAt);
    await Promise.all([turn(hub.application), turn(other), cases.send('procuratorate', verdict), cases.send('discipline', flag)]);
    const end = await cases.when(answered, 'the verdict is on file', ({ requests }) => requests['procuratorate']?.verdict !== undefined);
    expect(shareIsPending(end, 'procuratorate')).toBe(false);
    const stopped = await cases.when(halted, 'halted', ({ status }) => status === 'halted');
    expect(shareIsPending(stopped, 'procuratorate')).toBe(true);
    expect(requestsOf(await cases.recall(halted)).some(isPending)).toBe(false);
  });

  it('sends nothing to an agency that is suspended, and what was withheld when it works again', async () => {
    hub.clock.moveTo(WEDNESDAY + 20 * HOUR);
    await decide('discipline', { kind: 'suspend' });
    const caseId = await openNow();
    const { requests } = await cases.load(caseId);
    expect(requests['discipline']).toMatchObject({ status: 'withheld', withheld: 'suspended' });
    expect(await openAt('discipline', caseId)).toMatchObject([{ withheld: 'suspended' }]);
    await turn(hub.application);
    expect((await cases.load(caseId)).requests['discipline']?.status).toBe('withheld');

    await decide('discipline', { kind: 'resume' });
    await cases.when(caseId, 'asked', (state) => state.requests['discipline']?.status === 'open');
    const got = await toldTo('discipline', 'request', ({ caseId: of }) => of === caseId);
    expect(got.map(({ data }) => data['round'])).toEqual([2]);
    expect(sent.some(({ agency, name, data }) => agency === 'discipline' && name === 'recall' && String(data['requestId']).startsWith(caseId))).toBe(false);
  });
});
