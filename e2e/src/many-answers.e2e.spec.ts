import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseFile, ManyAnswered, ManyApproved, PartyPublicKeys } from '@lianshen/contracts/api';
import { KeyDirectory, SignatureVerifier } from '@lianshen/platform/sealing';
import { AgencyStaff } from './agency-staff.js';
import { AnsweringMany, countsOf } from './answering-many.js';
import { eventually } from './eventually.js';
import { HubApi, type CaseItem } from './hub-api.js';
import { startHubOfPeople, type Stack } from './hub-stack.js';
import { batchCsv, inventedPerson } from './invented-batch.js';

const PEOPLE = Array.from({ length: 500 }, (_, index) => inventedPerson(index));
const CLEAR_AT_ONCE = PEOPLE.length - 3;

describe('a clerk of the court who answers a batch of 500 at once, all clear but three', () => {
  let stack: Stack;
  let hub: HubApi;
  let many: AnsweringMany;
  let leftOut: string[];
  let answered: ManyAnswered;
  let racing: ManyApproved[];
  let cases: CaseItem[];
  let files: CaseFile['verdicts'][number][];

  beforeAll(async () => {
    stack = await startHubOfPeople({ requestsPerMinute: 1_000_000 });
    hub = new HubApi(stack);
    many = new AnsweringMany(stack, 'court');
    const { batchId } = await hub.importBatch(batchCsv(PEOPLE), 'many-answers');
    const open = await eventually('every request at the court', () => many.list(), (items) => items.length === PEOPLE.length, 120_000);
    leftOut = open.slice(10, 13).map(({ requestId }) => requestId);
    const reviewed = await many.review(open.map(({ requestId }) => requestId));
    answered = await throughAKill((key) => many.answer(reviewed, leftOut, key));
    await many.read(answered.bundleId, 'agencyHead');
    await many.read(answered.bundleId);
    racing = await Promise.all([many.approve(answered.bundleId), many.approve(answered.bundleId, 'agencyHead')]);
    // What was committed a moment ago is neither sent nor in any list yet.
    await stack.kill('agency-court', 'SIGKILL');
    await stack.restart('agency-court');
    await answerTheThree();
    const isFiled = ({ verdicts }: CaseItem) => verdicts['court'] !== undefined;
    cases = await eventually('every verdict filed', () => hub.listCases(batchId), (items) => items.length === PEOPLE.length && items.every(isFiled), 120_000);
    files = await filesOf(cases);
  }, 400_000);

  afterAll(() => stack.stop(), 60_000);

  /** Gives a command, kills the adapter in the middle of it, and gives the very same command again. */
  async function throughAKill<T>(give: (key: string) => Promise<T>): Promise<T> {
    const key = randomUUID();
    const first = give(key).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await stack.kill('agency-court', 'SIGKILL');
    await first;
    await stack.restart('agency-court');
    return give(key);
  }

  /** One of them has a flag. */
  async function answerTheThree(): Promise<void> {
    const staff = new AgencyStaff(stack, 'court');
    const [flagged = '', ...clear] = leftOut;
    await staff.answer(flagged, { category: await wordingFor(flagged, (code) => code !== 'CLEAR'), findings: [{ facts: '试例：未履行生效判决', basis: 'dishonest-debtors', article: '第一条', evidenceLevel: 'verified', heard: 'not-heard' }] });
    for (const id of clear) await staff.answer(id, await staff.clearForm(id));
  }

  async function wordingFor(requestId: string, fits: (code: string) => boolean): Promise<string | undefined> {
    const { item } = await new AgencyStaff(stack, 'court').read(requestId);
    return Object.entries(item.request?.categories ?? {}).find(([, code]) => fits(code))?.[0];
  }

  /** What the file of each case holds of the court, a few cases at a time. */
  async function filesOf(of: readonly CaseItem[]): Promise<CaseFile['verdicts'][number][]> {
    const found: CaseFile['verdicts'][number][] = [];
    const next = of[Symbol.iterator]();
    const read = async (): Promise<void> => {
      for (const { caseId } of next) found.push(...((await hub.read('officer', `/api/cases/${caseId}/file`)) as CaseFile).verdicts);
    };
    await Promise.all(Array.from({ length: 8 }, read));
    return found;
  }

  it('has each item answered once, also where the command was broken off and given again', () => {
    expect(countsOf(answered.outcomes)).toEqual({ 'done submitted': CLEAR_AT_ONCE, 'left-out': 3 });
  });

  it('has each item signed by one of two approvers who race, and the other told so', () => {
    const [one, other] = racing.map(({ outcomes }) => new Map(outcomes.map(({ requestId, outcome, refusal }) => [requestId, refusal?.code ?? outcome])));
    expect([one?.size, other?.size]).toEqual([CLEAR_AT_ONCE, CLEAR_AT_ONCE]);
    for (const [requestId, told] of one ?? []) expect([told, other?.get(requestId)].sort()).toEqual(['done', 'item.answered']);
  });

  it('has every verdict filed once and lets nobody wait for the three, after a kill between commit and relay', () => {
    const codes = cases.map(({ verdicts }) => verdicts['court']);
    expect(codes.filter((code) => code === 'CLEAR')).toHaveLength(PEOPLE.length - 1);
    expect(codes.filter((code) => code !== 'CLEAR')).toHaveLength(1);
    expect(files.map(({ agency, version }) => `${agency} ${version}`)).toEqual(PEOPLE.map(() => 'court 1'));
    expect(new Set(files.map(({ requestId }) => requestId)).size).toBe(PEOPLE.length);
  });

  it('lets anybody who has the public keys verify the verdict on one person alone', async () => {
    const directory = new KeyDirectory();
    directory.register((await (await fetch(`${stack.adapterUrls['court'] ?? ''}/keys`)).json()) as PartyPublicKeys);
    for (const { requestId, code, signed } of files) {
      // A verifier of its own for each: nothing is remembered of another person's.
      expect(new SignatureVerifier(directory).verify(signed)).toMatchObject({ ok: true, value: { envelope: { source: 'court', data: { requestId, code } } } });
    }
  });

  it('bears one signature for all that an approver signed at once, and shows nobody in the proof of another', () => {
    const together = files.filter(({ requestId }) => !leftOut.includes(requestId));
    const roots = new Map<string, number>();
    for (const { signed } of together) roots.set(signed.split('~')[0] ?? '', (roots.get(signed.split('~')[0] ?? '') ?? 0) + 1);
    // Two approvers raced: each signed what they were first at by one signature.
    expect(roots.size).toBeLessThanOrEqual(2);
    expect([...roots.values()].reduce((sum, count) => sum + count, 0)).toBe(CLEAR_AT_ONCE);
    const [one, another] = together;
    const readable = (one?.signed ?? '').split(/[.~]/).map((part) => Buffer.from(part, 'base64url').toString('latin1')).join('\n');
    expect(readable).toContain(one?.requestId);
    expect(readable).not.toContain(another?.requestId);
  });

  it('leaves every ledger intact', async () => {
    const ledgers = await hub.verifyLedgers();
    expect(ledgers.map(({ place, intact }) => [place, intact])).toEqual(ledgers.map(({ place }) => [place, true]));
  });
});
