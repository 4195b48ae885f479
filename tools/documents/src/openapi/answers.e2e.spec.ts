import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Nats } from '@lianshen/platform/messaging';
import { API_ROUTES, signInRoutes, type PartyPublicKeys } from '@lianshen/contracts/api';
import { checkCharacterOf } from '@lianshen/contracts/identity';
import { callAgencyRoutes } from './agency-answers.spec-kit.js';
import { callPolicyChangeRoutes } from './policy-answers.spec-kit.js';
import { callBundleRoutes } from './bundle-answers.spec-kit.js';
import { callDelegationRoutes, callRecusalRoutes } from './recusal-answers.spec-kit.js';
import { callOverviewRoutes } from './overview-answers.spec-kit.js';
import { DocumentedHub, KNOWN, startHub, type Stack } from './documented-hub.spec-kit.js';
import { callWorklistRoutes } from './worklist-answers.spec-kit.js';
import { SealedSender } from './sealed-sender.spec-kit.js';

const PERSON = { name: '试例甲', identityNumber: '99010119700101001X', employer: '市试例局', currentPost: '科长', proposedPost: '副局长' };
const HEADER = '姓名,身份证号,工作单位,现任职务,拟任职务,拟任层次,单位信用代码';
const ROW = `试例甲,${PERSON.identityNumber},市试例局,科长,副局长,县处级副职`;
const UNKNOWN = '5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f';
const NUMBERS = [1, 2, 3, 4].map((sequence) => `990101197501010${sequence}1`).map((digits) => `${digits}${checkCharacterOf(digits)}`);
const JSON_TYPE = { 'content-type': 'application/json' };

/** Signing in takes a provider and a browser: sign-in.int.spec.ts of deploy/identity-provider follows it and holds every answer against the catalogue. */
const WITH_A_BROWSER = signInRoutes.map(({ id }) => id).filter((id) => id !== 'whoAmI');

/** Asks again until the answer is yes. @throws at the bound. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await isSo()); ) {
    if (Date.now() > end) throw new Error('not within 20 s');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

describe('the answers of the running hub are those of the documents', () => {
  let stack: Stack;
  let hub: DocumentedHub;
  let adapter: DocumentedHub;
  let natsInUse: Nats | undefined;
  let count = 0;
  let reportedBatch = '';

  beforeAll(async () => {
    stack = await startHub();
    hub = new DocumentedHub(stack.coordinatorUrl);
    adapter = new DocumentedHub(stack.adapterUrls['court'] ?? '');
    for (const each of [hub, adapter]) expect((await each.call('readReadiness')).status).toBe(200);
  }, 120_000);

  afterAll(async () => {
    await natsInUse?.connection.close();
    await stack.stop();
  }, 60_000);

  const key = () => ({ 'idempotency-key': `documents-${count++}` });
  const upload = (rows: string[], query = '') =>
    hub.call('importBatch', { token: stack.tokens.officer, query, headers: { ...key(), 'x-file-name': 'list.csv', 'content-type': 'text/csv' }, body: `${[HEADER, ...rows].join('\n')}\n` });
  const post = (id: string, body: object, path = {}, headers: Record<string, string> = {}) =>
    hub.call(id, { token: stack.tokens.officer, path, headers: { ...key(), ...JSON_TYPE, ...headers }, body: JSON.stringify(body) });

  it('where a list is imported, in whole, in part or not', async () => {
    const bad = ROW.replace('001X', '0011');
    expect((await upload([`${ROW},不是代码`, '备注：以下空白'], '?rows=good')).status).toBe(201);
    const reported = await upload([ROW, bad], '?rows=good');
    expect(reported.status).toBe(201);
    reportedBatch = String(reported.body['batchId']);
    expect((await upload([ROW, bad])).code).toBe('batch.rows-refused');
    expect((await upload([bad], '?rows=good')).code).toBe('batch.no-good-rows');
    expect((await upload([ROW], '?policy=nothing')).code).toBe('policy.unknown');
    expect((await upload([ROW], '?rows=some')).code).toBe('request.malformed');
  });

  it('where a candidate is proposed, read, listed and concluded', async () => {
    const { body } = await post('importBatch', { title: '文档', conclusion: 'officer' });
    const batchId = String(body['batchId']);
    const proposed = await post('proposeCandidate', PERSON, { batchId }, { prefer: 'wait=2' });
    const caseId = String(proposed.body['caseId']);
    expect((await post('proposeCandidate', { ...PERSON, identityNumber: '990101197001010011' }, { batchId })).code).toBe('identity.check-digit');
    expect((await post('proposeCandidate', { ...PERSON, recommendedOn: '2999-01-01' }, { batchId })).code).toBe('request.malformed');
    expect((await post('proposeCandidate', PERSON, { batchId: UNKNOWN })).code).toBe('batch.unknown');
    const officer = { token: stack.tokens.officer };
    const isAnswered = async () => ((await hub.call('readCase', { ...officer, path: { caseId } })).body['requests'] as { status: string }[]).every(({ status }) => status === 'answered');
    await until(isAnswered);
    expect((await hub.call('issueConclusion', { ...officer, path: { caseId }, headers: key() })).body['status']).toBe('cleared');
    const inDays = (days: number) => ({ meeting: 'plenary', meetingAt: new Date(Date.now() + days * 86_400_000).toISOString() });
    expect((await post('putOnAgenda', inDays(1_000), { caseId })).code).toBe('agenda.conclusion-expires');
    expect((await post('putOnAgenda', inDays(-1), { caseId })).code).toBe('agenda.meeting-past');
    expect((await post('putOnAgenda', inDays(1), { caseId })).body['agenda']).toMatchObject({ conclusion: 1, locked: false });
    await until(async () => ((await hub.call('listAgenda', { ...officer, query: '?limit=1' })).body['items'] as object[]).length === 1);
    expect((await hub.call('listCases', { ...officer, path: { batchId }, query: '?limit=1' })).status).toBe(200);
    await callOverviewRoutes({ hub, stack, batchId, caseId, person: PERSON, reported: reportedBatch, list: `${HEADER}\n${ROW}\n` });
    const nominated = String((await post('importBatch', { title: '推荐', unit: '市试例局' })).body['batchId']);
    await post('proposeCandidate', PERSON, { batchId: nominated });
    const outcomesOf = (of: string) => hub.call('listOutcomes', { token: stack.tokens.nominator, path: { batchId: of } });
    await until(async () => ((await outcomesOf(nominated)).body['items'] as object[]).length === 1);
    expect((await outcomesOf(batchId)).code).toBe('batch.unknown');
    expect((await hub.call('listNominations', { token: stack.tokens.nominator })).body['items']).toContainEqual(expect.objectContaining({ batchId: nominated, byOutcome: { 'under-way': 1 } }));
    expect((await hub.call('listNominations', { ...officer })).code).toBe('identity.not-permitted');
    expect((await hub.call('listCases', { ...officer, path: { batchId }, query: '?cursor=x' })).code).toBe('request.malformed');
    expect((await hub.call('readCase', { ...officer, path: { caseId: UNKNOWN } })).code).toBe('case.unknown');
    expect((await hub.call('listOpenRequests', { ...officer, path: { agency: 'court' } })).status).toBe(200);
  });

  it('where figures are read and recomputed, and answers estimated before sending', async () => {
    const { body } = await post('importBatch', { title: '估计', start: 'later' });
    const batchId = String(body['batchId']);
    const caseId = String((await post('proposeCandidate', { ...PERSON, identityNumber: NUMBERS[0] }, { batchId })).body['caseId']);
    const [officer, overseer] = [{ token: stack.tokens.officer }, { token: stack.tokens.overseer }];
    expect((await hub.call('estimateBatch', { ...officer, path: { batchId } })).body['agencies']).toHaveLength(5);
    expect((await hub.call('estimateBatch', { ...officer, path: { batchId: UNKNOWN } })).code).toBe('batch.unknown');
    expect((await hub.call('estimateCase', { ...officer, path: { caseId } })).body['agencies']).toHaveLength(5);
    expect((await hub.call('readStatistics', { ...officer, query: '?by=month' })).body['restricted']).toBe(false);
    expect((await hub.call('readStatistics', overseer)).body['restricted']).toBe(true);
    expect((await hub.call('readStatistics', { ...overseer, query: '?by=month' })).code).toBe('statistics.period-too-fine');
    expect((await hub.call('readStatistics', { ...officer, query: '?from=2026-12-01&to=2026-11-01' })).code).toBe('statistics.period');
    await until(async () => (await hub.call('recomputeStatistics', { token: stack.tokens.auditor })).body['equal'] === true);
    expect((await hub.call('recomputeStatistics', officer)).code).toBe('identity.not-permitted');
  });

  it('where policies are looked at and tried out, and readings searched', async () => {
    const officer = { token: stack.tokens.officer };
    const listed = (await hub.call('listPolicies', officer)).body['items'] as { hash: string; name: string; onOffer: boolean }[];
    const { hash = '' } = listed.find(({ name, onOffer }) => name === 'standard-five' && onOffer) ?? {};
    const { text, explained } = (await hub.call('readPolicy', { ...officer, path: { hash } })).body as { text: string; explained: object[] };
    expect(explained).toHaveLength(5);
    expect((await hub.call('readPolicy', { ...officer, path: { hash: 'A'.repeat(43) } })).code).toBe('policy.not-recorded');
    const flawed = text.replace('"zh":', '"ch":');
    expect((await post('lintPolicy', { text })).body).toMatchObject({ usable: true });
    expect((await post('lintPolicy', { text: flawed })).body).toMatchObject({ usable: false, explained: null, problems: expect.arrayContaining([expect.objectContaining({ severity: 'error', line: expect.any(Number) })]) });
    expect((await post('dryRunPolicy', { text, start: '2026-11-25T02:00:00.000Z', haltedAt: '2026-11-26T02:00:00.000Z' })).body['lines']).toContainEqual(expect.objectContaining({ what: 'review', agency: null }));
    expect((await post('dryRunPolicy', { text: flawed, start: '2026-11-25T02:00:00.000Z' })).body['lines']).toBeNull();
    const readings = (body: object) => hub.call('searchReadings', { token: stack.tokens.auditor, headers: JSON_TYPE, body: JSON.stringify(body) });
    await until(async () => ((await readings({ by: 'local-nominator' })).body['items'] as object[]).length > 0);
    expect((await readings({ limit: 1 })).body['next']).not.toBeNull();
    expect((await readings({ limit: 0 })).code).toBe('request.malformed');
    expect((await post('searchReadings', {})).code).toBe('identity.not-permitted');
  });

  it('where one person proposes a version of a policy and another confirms it', () => callPolicyChangeRoutes(hub, stack), 60_000);

  it('where cases wait in screening until somebody starts them', async () => {
    const { body } = await post('importBatch', { title: '待启动', start: 'later' });
    const batchId = String(body['batchId']);
    const caseId = String((await post('proposeCandidate', PERSON, { batchId })).body['caseId']);
    expect((await post('startVetting', {}, { caseId })).body['status']).toBe('vetting');
    expect((await post('startBatch', {}, { batchId })).body).toEqual({ started: 0, failed: 0 });
    expect((await post('startBatch', {}, { batchId: UNKNOWN })).code).toBe('batch.unknown');
    expect((await post('withdrawCase', { reason: '推荐单位撤回' }, { caseId })).body).toMatchObject({ status: 'withdrawn', sealed: true });
    expect((await post('startVetting', {}, { caseId })).code).toBe('case.ended');
  });

  it('where what was flagged or advised is decided by people', async () => {
    const batchId = String((await post('importBatch', { title: '裁定' })).body['batchId']);
    const propose = async (identityNumber: string) => String((await post('proposeCandidate', { ...PERSON, identityNumber }, { batchId })).body['caseId']);
    const officer = { token: stack.tokens.officer };
    const read = async (caseId: string) => (await hub.call('readCase', { ...officer, path: { caseId } })).body;
    const flagged = await propose(KNOWN.court);
    await until(async () => (await read(flagged))['status'] === 'halted');
    expect((await hub.call('readTimeline', { ...officer, path: { caseId: flagged }, query: '?limit=3' })).body['items']).toHaveLength(3);
    expect((await hub.call('readClock', { ...officer, path: { caseId: flagged } })).body).toMatchObject({ status: 'halted', state: 'paused' });
    expect((await hub.call('readCaseFile', { ...officer, path: { caseId: flagged } })).body['verdicts']).not.toEqual([]);
    const auditor = { token: stack.tokens.auditor, path: { caseId: flagged } };
    expect((await hub.call('readCaseAccess', auditor)).body['items']).toContainEqual(expect.objectContaining({ by: 'local-officer', operation: 'readCaseFile', task: 'adjudicate' }));
    expect((await hub.call('listDisclosures', { ...auditor, query: '?limit=1' })).body['next']).not.toBeNull();
    expect((await hub.call('listClearances', auditor)).body['items']).toEqual([]);
    expect((await post('putOnAgenda', { meeting: 'plenary', meetingAt: new Date(Date.now() + 86_400_000).toISOString() }, { caseId: flagged })).code).toBe('agenda.not-cleared');
    expect((await hub.call('readCaseAccess', { ...officer, path: { caseId: flagged } })).code).toBe('identity.not-permitted');
    const decide = async (caseId: string, body: object) => (await post('proposeDecision', { reason: '经研究', ...body }, { caseId })).code ?? 'proposed';
    const settle = (id: string, caseId: string, number: number, body: object = {}) =>
      hub.call(id, { token: stack.tokens.coordinatorApprover, path: { caseId, number: String(number) }, headers: { ...key(), ...JSON_TYPE }, body: JSON.stringify(body) });
    expect([await decide(flagged, { kind: 'resume' }), await decide(flagged, { kind: 'close-flag', agency: 'audit' }), await decide(flagged, { kind: 'reopen' })]).toEqual(['halt.flags-open', 'flag.none', 'case.not-ended']);
    expect(await decide(flagged, { kind: 'close-flag', agency: 'court' })).toBe('proposed');
    await until(async () => ((await hub.call('listDecisions', officer)).body['items'] as object[]).length === 1);
    expect((await settle('refuseDecision', flagged, 1, { reason: '依据不足' })).status).toBe(200);
    expect((await settle('confirmDecision', flagged, 1)).code).toBe('decision.decided');
    expect(await decide(flagged, { kind: 'suspend', reviewAt: new Date(Date.now() + 30 * 86_400_000).toISOString() })).toBe('proposed');
    expect((await settle('confirmDecision', flagged, 2)).body['status']).toBe('suspended');
    expect((await settle('confirmDecision', flagged, 3)).code).toBe('decision.unknown');

    const advised = await propose(KNOWN.petitions);
    const isAnswered = async () => ((await read(advised))['requests'] as { status: string }[]).every(({ status }) => status === 'answered');
    await until(isAnswered);
    expect((await read(advised))['status']).toBe('vetting');
    expect((await post('reVet', {}, { caseId: advised })).code).toBe('re-vetting.nothing-expired');
    expect((await post('considerAdvice', { text: '已书面研究' }, { caseId: advised })).status).toBe(200);
    expect((await post('considerAdvice', { text: '已书面研究' }, { caseId: flagged })).code).toBe('case.not-vetting');
  });

  it('where keys are registered', async () => {
    const { body: keys } = await adapter.call('readKeys');
    const register = (agency: string, body: object) => hub.call('registerKeys', { token: stack.tokens.administrator, path: { agency }, headers: { ...key(), ...JSON_TYPE }, body: JSON.stringify(body) });
    expect((await register('court', keys)).status).toBe(200);
    expect((await register('audit', keys)).code).toBe('key.party-differs');
    expect((await register('audit', { ...keys, partyId: 'audit' })).code).toBe('key.of-another-party');
    expect((await register('court', { ...keys, sign: { ...(keys['sign'] as object), kid: 'A'.repeat(22) } })).code).toBe('key.not-its-thumbprint');
  });

  it('where somebody has no right', async () => {
    const path = { caseId: UNKNOWN };
    expect((await hub.call('readCase', { path })).code).toBe('identity.token-missing');
    expect((await hub.call('readCase', { path, token: `${stack.tokens.officer}x` })).code).toBe('identity.token-invalid');
    expect((await hub.call('readCase', { path, token: stack.tokens.nominator })).code).toBe('identity.not-permitted');
  });

  it('where signing in is not configured', async () => {
    for (const id of ['beginLogin', 'completeLogin', 'logOut']) expect((await hub.call(id)).code).toBe('login.not-offered');
    expect((await hub.call('endSessionsByProvider', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'logout_token=x' })).code).toBe('login.not-offered');
  });

  it('where desks read their inboxes and the auditor what was delivered', async () => {
    const notifier = new DocumentedHub(stack.notifierUrl);
    const clerk = { token: stack.mintStaffToken('court', 'clerk') };
    const { body } = await notifier.call('listInbox', { ...clerk, query: '?limit=2' });
    expect((body['items'] as object[]).length).toBe(2);
    expect((await notifier.call('listInbox', { ...clerk, query: '?unread=maybe' })).code).toBe('request.malformed');
    const post = (id: string, content: object) => notifier.call(id, { ...clerk, headers: JSON_TYPE, body: JSON.stringify(content) });
    expect((await post('markRead', { positions: [1] })).body['marked']).toBe(1);
    expect((await post('markRead', { positions: [] })).code).toBe('request.malformed');
    const wishes = (await notifier.call('readPreferences', clerk)).body;
    expect((await post('setPreferences', { ...wishes, quiet: true })).body['quiet']).toBe(true);
    expect((await notifier.call('streamInbox', { ...clerk, headers: { 'last-event-id': 'x' } })).code).toBe('request.malformed');
    expect((await notifier.call('listDeliveries', { token: stack.tokens.auditor, query: '?desk=court&channel=inbox' })).status).toBe(200);
    expect((await notifier.call('listDeliveries', { ...clerk, query: '?desk=court&channel=inbox' })).code).toBe('identity.not-permitted');
    for (const id of ['readLiveness', 'readReadiness', 'readMetrics']) expect((await notifier.call(id)).status).toBe(200);
    expect((await notifier.call('readWrappingKeys', { token: stack.tokens.administrator })).body['keys']).toHaveLength(1);
    expect((await notifier.call('whoAmI', clerk)).body).toMatchObject({ roles: ['clerk'], agency: 'court', session: null });
    const own = API_ROUTES.filter(({ services }) => services.includes('notifier')).map(({ id }) => id);
    // A stream that goes well has no end to read; the notifier's own specs follow one.
    expect(own.filter((id) => !notifier.answeredWell.has(id))).toEqual([...WITH_A_BROWSER, 'streamInbox']);
  });

  it('where the people of an agency answer, ask and decline', async () => {
    appendFileSync(join(stack.dir, 'registers', 'court.csv'), '一行读不懂的登记\n');
    await until(async () => (await adapter.call('readReadiness')).status === 503);
    const { body } = await post('importBatch', { title: '人工', conclusion: 'officer' });
    const cases = new Map<string, string>();
    for (const [index, identityNumber] of NUMBERS.entries()) {
      const proposed = await post('proposeCandidate', { ...PERSON, name: `试例${index}`, identityNumber }, { batchId: String(body['batchId']) });
      cases.set(`${String(proposed.body['caseId'])}.court.1`, String(proposed.body['caseId']));
    }
    const [answered = '', asked = '', declined = '', recused = ''] = [...cases.keys()];
    const staff = (id: string, requestId: string, role: 'clerk' | 'approver' | 'agencyHead' | 'auditor', data?: object, ifMatch?: string) =>
      adapter.call(id, {
        token: stack.mintStaffToken('court', role),
        path: { requestId },
        headers: { ...key(), ...JSON_TYPE, ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) },
        ...(data === undefined ? {} : { body: JSON.stringify(data) }),
      });
    for (const requestId of cases.keys()) await until(async () => (await staff('readItem', requestId, 'clerk')).status === 200);
    expect((await staff('listItems', '', 'clerk')).status).toBe(200);
    expect((await staff('readItemAccess', answered, 'auditor')).body['items']).not.toEqual([]);

    expect((await staff('readItem', answered, 'approver')).status).toBe(200);
    await callBundleRoutes(adapter, { clerk: stack.mintStaffToken('court', 'clerk'), approver: stack.mintStaffToken('court', 'approver') }, [declined, recused]);
    await callWorklistRoutes({ adapter, clerk: stack.mintStaffToken('court', 'clerk'), requestId: answered });

    for (const id of ['claimItem', 'releaseItem', 'claimItem']) expect((await staff(id, answered, 'clerk')).status).toBe(200);
    const form = { category: '无' };
    const { etag } = await staff('saveDraft', answered, 'clerk', form, (await staff('readItem', answered, 'clerk')).etag);
    expect((await staff('saveDraft', answered, 'clerk', form, '"0"')).code).toBe('draft.stale');
    const submit = async () => (await staff('submitAnswer', answered, 'clerk', undefined, (await staff('readItem', answered, 'clerk')).etag || etag)).status;
    expect(await submit()).toBe(200);
    expect((await staff('withdrawSubmission', answered, 'clerk', { submission: 1 })).status).toBe(200);
    expect(await submit()).toBe(200);
    expect((await staff('returnAnswer', answered, 'approver', { submission: 2, reason: '请再核对' })).status).toBe(200);
    expect(await submit()).toBe(200);
    expect((await staff('readReplyLetter', answered, 'approver')).code).toBe('reply-letter.none');
    expect((await staff('approveAnswer', answered, 'approver', { submission: 3 }, '"0"')).code).toBe('item.stale');
    expect((await staff('approveAnswer', answered, 'approver', { submission: 3 })).status).toBe(200);
    expect((await staff('readReplyLetter', answered, 'approver')).body).toMatchObject({ version: 1, code: 'CLEAR' });

    expect((await staff('claimItem', asked, 'clerk')).status).toBe(200);
    const later = new Date(Date.now() + 60 * 86_400_000).toISOString();
    expect((await staff('askForTime', asked, 'clerk', { until: later, reason: '案件较多' })).status).toBe(200);
    expect((await staff('askForMore', asked, 'clerk', { question: '请补充任职文件' })).status).toBe(200);
    const path = { caseId: cases.get(asked) ?? '', agency: 'court', number: '1' };
    await until(async () => (await post('decideExtension', { grantedUntil: later }, path)).status === 200);
    await until(async () => (await post('sendSupplement', { question: 1, text: '任职文件见附件' }, path)).status === 200);

    const agency = { head: stack.mintStaffToken('court', 'agencyHead'), opener: stack.mintStaffToken('court', 'clerk') };
    expect((await staff('assignItem', recused, 'agencyHead', { id: 'local-court-clerk', name: '经办人' })).status).toBe(200);
    const batch = String(body['batchId']);
    await callRecusalRoutes({ process: adapter, ...agency, batch, caseId: cases.get(recused) ?? '', order: { id: 'orderRecusal', path: { requestId: recused } } });
    await callDelegationRoutes(adapter, agency.head);
    const sanctions = (from: string) => adapter.call('proposeInfluencePeriods', { token: agency.opener, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sanctions: [{ sanction: 'law-warning', from }] }) });
    expect((await sanctions('2026-03-10')).body['until']).toBe('2026-09-09');
    expect((await sanctions('2026-02-30')).code).toBe('request.malformed');
    const people = { head: stack.tokens.coordinatorApprover, opener: stack.tokens.officer };
    await callRecusalRoutes({ process: hub, ...people, batch, caseId: cases.get(recused) ?? '', order: { id: 'orderOfficerRecusal', path: { caseId: cases.get(recused) ?? '' } } });

    expect((await staff('declareOutOfScope', declined, 'approver', { reason: '不属本单位职责' })).status).toBe(200);
    expect((await staff('recuse', recused, 'agencyHead', { reason: '存在回避情形' })).status).toBe(200);
    const reassign = (to: string) => post('reassignRequest', { to, reason: '机构职责调整' }, { caseId: cases.get(declined) ?? '', agency: 'court' });
    await until(async () => (await reassign('audit')).status === 200);
    expect((await reassign('petitions')).code).toBe('request.closed');
  }, 60_000);

  it('where agencies are registered, renamed, suspended and merged', () => callAgencyRoutes(hub, stack), 30_000);

  it('where keys are rotated and revoked, and what could not be handled is looked at', async () => {
    const nats = (natsInUse = await SealedSender.connect(stack));
    const publicKeys = async (of: DocumentedHub) => (await of.call('readKeys')).body as unknown as PartyPublicKeys;
    const tax = new SealedSender(nats, stack.jurisdiction, 'tax', await publicKeys(hub));
    const stranger = new SealedSender(nats, stack.jurisdiction, 'coordinator', await publicKeys(adapter));
    await tax.send('resync', { reason: 'asked' });
    await stranger.send('recall', { requestId: `${UNKNOWN}.court.1` });
    await nats.connection.flush();
    const administrator = { hub: stack.tokens.administrator, adapter: stack.mintStaffToken('court', 'administrator') };
    const lettersOf = async (of: DocumentedHub, token: string, reason: string) => ((await of.call('listDeadLetters', { token, query: '?limit=500' })).body['items'] as { letterId: string; reason: string }[]).filter((each) => each.reason === reason).map(({ letterId }) => letterId);
    const waiting = async (of: DocumentedHub, token: string, reason: string): Promise<string> => {
      await until(async () => (await lettersOf(of, token, reason)).length > 0);
      return (await lettersOf(of, token, reason)).at(-1) ?? '';
    };
    const replay = (of: DocumentedHub, token: string, letterId: string) => of.call('replayDeadLetter', { token, path: { letterId } });
    const keyCommand = (id: string, path: Record<string, string>, body: object, token = administrator.hub) => hub.call(id, { token, path, headers: { ...key(), ...JSON_TYPE }, body: JSON.stringify(body) });

    const unknown = await waiting(hub, administrator.hub, 'seal.key-unknown');
    expect((await replay(hub, administrator.hub, unknown)).code).toBe('letter.refused');
    const before = Date.now();
    expect((await keyCommand('registerKeys', { agency: 'tax' }, tax.keys)).status).toBe(201);
    expect((await replay(hub, administrator.hub, unknown)).status).toBe(200);
    expect((await replay(hub, administrator.hub, unknown)).code).toBe('letter.unknown');

    const revoke = (kid: string, agency = 'tax') => keyCommand('revokeKey', { agency, kid }, { reason: 'compromised' });
    expect((await revoke(tax.keys.sign.kid)).body['usable']).toEqual({ sign: false, agree: true });
    expect((await revoke(tax.keys.sign.kid, 'audit')).code).toBe('key.unknown');
    expect((await keyCommand('registerKeys', { agency: 'tax' }, tax.keys)).code).toBe('key.revoked');
    expect((await hub.call('listAgencyKeys', { token: stack.tokens.auditor, path: { agency: 'tax' } })).body['usable']).toEqual({ sign: false, agree: true });
    await tax.send('resync', { reason: 'asked' }, before);
    const parked = await waiting(hub, administrator.hub, 'key.revoked');
    expect((await replay(hub, administrator.hub, parked)).code).toBe('key.revoked');
    const accept = (letterId: string) => keyCommand('acceptDeadLetter', { letterId }, { basis: 'agency-confirmed' }, stack.tokens.coordinatorApprover);
    expect((await accept(parked)).body['settled']).toBe('accepted');
    expect((await accept(parked)).code).toBe('letter.unknown');

    const late = await waiting(adapter, administrator.adapter, 'seal.key-unknown');
    const keysFile = join(stack.dir, 'trust', 'coordinator.json');
    writeFileSync(keysFile, JSON.stringify([stranger.keys, ...[JSON.parse(readFileSync(keysFile, 'utf8'))].flat()]));
    await until(async () => (await replay(adapter, administrator.adapter, late)).status === 200);

    for (const [process, token] of [[hub, administrator.hub], [adapter, administrator.adapter]] as const) {
      expect((await process.call('readNextKeys')).code).toBe('key.none-prepared');
      expect((await process.call('activateKeys', { token })).code).toBe('key.none-prepared');
      expect((await process.call('prepareKeys', { token })).status).toBe(201);
      const { body: next } = await process.call('readNextKeys');
      if (process === adapter) expect((await keyCommand('registerKeys', { agency: 'court' }, next)).status).toBe(201);
      else writeFileSync(keysFile, JSON.stringify([...([JSON.parse(readFileSync(keysFile, 'utf8'))].flat() as object[]), next]));
      expect((await process.call('activateKeys', { token })).body).toEqual(next);
    }
  }, 60_000);

  it.each(['coordinator', 'agency-adapter'] as const)('where the process %s tells of itself', async (service) => {
    const process = service === 'coordinator' ? hub : adapter;
    for (const id of ['readLiveness', 'readMetrics', 'readKeys']) expect((await process.call(id)).status).toBe(200);
    expect((await process.call('whoAmI', { token: stack.tokens.auditor })).status).toBe(200);
    expect((await process.call('verifyLedger', { token: stack.tokens.auditor })).body['intact']).toBe(true);
    // A coordinator checks yesterday as it starts.
    if (service === 'coordinator') await until(async () => ((await process.call('listSelfChecks', { token: stack.tokens.auditor })).body['items'] as object[]).length === 1);
    const administrator = service === 'coordinator' ? stack.tokens.administrator : stack.mintStaffToken('court', 'administrator');
    expect((await process.call('readWrappingKeys', { token: administrator })).body['keys']).toHaveLength(1);
    const own = API_ROUTES.filter(({ services }) => services.includes(service)).map(({ id }) => id);
    // An answer expires after a day at the earliest; races.int.spec.ts of the coordinator puts the clock forward and asks again. A stream that goes well has no end to read.
    expect(own.filter((id) => !process.answeredWell.has(id))).toEqual([...WITH_A_BROWSER, ...(service === 'coordinator' ? ['streamChanges', 'reVet'] : ['streamWorklist'])]);
  });
});
