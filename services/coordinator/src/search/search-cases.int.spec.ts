import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { FoundCases } from '@lianshen/contracts/api';
import type { CaseId } from '@lianshen/contracts/kernel';
import { AccessLog } from '@lianshen/platform/access';
import type { Person } from '@lianshen/platform/identity';
import { DeclarationsController } from '@lianshen/platform/recusal';
import { startCoordinator, type CoordinatorUnderTest } from '../coordinator.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { CasesUnderTest, MONDAY, OFFICER } from '../vetting/cases.spec-kit.js';
import { FillCaseViews } from '../views/fill-case-views.js';
import { ListAllCasesController } from '../views/list-all-cases.controller.js';
import { SearchCasesController } from './search-cases.controller.js';

type Marks = ReturnType<CoordinatorUnderTest['mongo']['collection']>;

const KIN: Person = { sub: 'test-officer-kin', roles: ['officer'] };
const AUDITOR: Person = { sub: 'test-auditor', roles: ['auditor'] };

describe('a search for cases', () => {
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;
  let first: CaseId;
  let second: CaseId;

  const search = (by: string, text: string, person: Person = OFFICER, on: INestApplicationContext = hub.application): Promise<FoundCases> => on.get(SearchCasesController).find({ by, text }, person);
  const ids = async (...asked: Parameters<typeof search>) => (await search(...asked)).items.map(({ caseId }) => caseId).sort();
  const both = () => [first, second].sort();
  const numberOf = async (caseId: CaseId) => (await cases.load(caseId)).candidate?.identityNumber ?? '';
  const readingsOf = async (caseId: CaseId) => (await hub.application.get(AccessLog).list(caseId)).map(({ by, operation, fields }) => [by, operation, fields.join()]);
  const codeOf = (done: Promise<unknown>) => done.then(() => 'done', (error: { refusal?: { code: string } }) => error.refusal?.code ?? 'fault');

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    cases = new CasesUnderTest(hub);
    first = await cases.open();
    second = await cases.open();
    await eventually('the index', () => ids('name', '试例甲'), ({ length }) => length === 2);
  }, 60_000);

  afterAll(() => hub.stop(), 30_000);

  it('finds by the whole name, whatever blanks stand in it, and by no part of it', async () => {
    expect(await ids('name', ' 试　例 甲')).toEqual(both());
    expect(await ids('name', '试例')).toEqual([]);
    expect(await ids('name', 'name|试例甲')).toEqual([]);
  });

  it('finds by the identity number, also in full-width digits, and by no other', async () => {
    const number = await numberOf(first);
    expect(await ids('identity-number', number)).toEqual([first]);
    expect(await ids('identity-number', number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)))).toEqual([first]);
    expect(await ids('identity-number', '990101199901010017')).toEqual([]);
    expect(await ids('name', number)).toEqual([]);
  });

  it('finds by the number of the case, as people type it', async () => {
    const [listed] = (await hub.application.get(ListAllCasesController).list({}, OFFICER)).items;
    expect(await ids('number', ` ${listed?.number.toLowerCase()} `)).toEqual([listed?.caseId]);
    expect(await ids('number', '1999-000000-001')).toEqual([]);
  });

  it('puts on record who was found by whom, and nothing of a search by the number of the case', async () => {
    expect(await readingsOf(first)).toContainEqual([OFFICER.sub, 'searchCases', 'candidate.identity']);
    const before = await readingsOf(second);
    const [listed] = (await hub.application.get(ListAllCasesController).list({}, OFFICER)).items.filter(({ caseId }) => caseId === second);
    await search('number', listed?.number ?? '', { sub: 'test-officer-2', roles: ['officer'] });
    expect(await readingsOf(second)).toEqual(before);
  });

  it('keeps no name and no number in the store in clear, nor hashed without the key of the hub', async () => {
    const marks = JSON.stringify(await hub.mongo.collection('person_marks').find({}).toArray());
    for (const text of ['试例甲', await numberOf(first)]) expect(marks).not.toContain(text);
  });

  it('tells who is recused of nothing, and shows nothing to who has no right', async () => {
    const batch = (await cases.load(first)).batchId;
    await eventually('the declaration', () => codeOf(hub.application.get(DeclarationsController).declare(batch, { cases: [first], related: [{ caseId: first, ground: 'spouse' }] }, KIN)), (code) => code === 'done');
    expect(await ids('name', '试例甲', KIN)).toEqual([second]);
    expect(await ids('identity-number', await numberOf(first), KIN)).toEqual([]);
    expect(await ids('name', '试例甲', AUDITOR)).toEqual([]);
    expect((await readingsOf(first)).filter(([by]) => by === KIN.sub)).toEqual([]);
  });

  it('refuses what is no search', async () => {
    for (const [by, text] of [['colour', 'red'], ['name', ''], ['name', 'x'.repeat(65)]] as const) expect(await codeOf(search(by, text))).toBe('request.malformed');
  });

  it.each([['names', (marks: Marks) => marks.updateMany({}, { $unset: { name: '' } })], ['marks', (marks: Marks) => marks.deleteMany({})]] as const)('is made again from the ledger alone where its %s were lost', async (_, lose) => {
    await lose(hub.mongo.collection('person_marks'));
    await hub.mongo.collection('task_rows').deleteMany({});
    expect(await ids('name', '试例甲')).toEqual([]);
    await hub.application.get(FillCaseViews).fill();
    expect(await ids('name', '试例甲')).toEqual(both());
  });

  it('finds nobody whose key was destroyed, and forgets them', async () => {
    await hub.mongo.collection('wrapped_keys').deleteOne({ _id: first as never });
    const other = await hub.replica();
    expect(await ids('name', '试例甲', OFFICER, other)).toEqual([second]);
    expect(await hub.mongo.collection('person_marks').countDocuments({ _id: first as never })).toBe(0);
  });
});
