import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StreamableFile } from '@nestjs/common';
import type { CaseId } from '@lianshen/contracts/kernel';
import { AccessLog } from '@lianshen/platform/access';
import type { Person } from '@lianshen/platform/identity';
import { cellText, readTable } from '@lianshen/platform/tabular';
import { startCoordinator, type CoordinatorUnderTest } from '../coordinator.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { CasesUnderTest, MONDAY, OFFICER } from '../vetting/cases.spec-kit.js';
import { CaseStreams } from '../vetting/case-streams.js';
import { WithdrawCaseController } from '../vetting/withdraw-case/withdraw-case.controller.js';
import { ListAllCasesController } from '../views/list-all-cases.controller.js';
import { docxText } from './docx-text.spec-kit.js';
import { PrintBatchListController } from './print-batch-list.controller.js';
import { PrintCaseSheetController } from './print-case-sheet.controller.js';
import { asXlsx } from './as-xlsx.js';

const NEW_OFFICER: Person = { sub: 'test-officer-new', roles: ['officer'] };
const AGENCIES = ['discipline', 'court', 'procuratorate', 'audit', 'petitions'];
const UNKNOWN = '5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f';

const bytesOf = (file: StreamableFile): Promise<Buffer> => buffer(file.getStream());

async function linesOf(xlsx: Buffer): Promise<string[][]> {
  const table = await readTable(xlsx, 'printed.xlsx');
  if (!table.ok) throw new Error(table.refusal.code);
  return table.value.sheets.flatMap(({ rows }) => rows.map(({ cells }) => cells.map(cellText).filter((text) => text !== '')));
}

describe('what is printed', () => {
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;
  let caseId: CaseId;

  const sheet = (as: 'docx' | 'xlsx', person: Person = OFFICER): Promise<StreamableFile> => hub.application.get(PrintCaseSheetController).print(caseId, { as }, person);
  const list = async (as: 'docx' | 'xlsx', person: Person = OFFICER): Promise<StreamableFile> => hub.application.get(PrintBatchListController).print((await cases.load(caseId)).batchId, { as }, person);
  const codeOf = (done: Promise<unknown>) => done.then(() => 'done', (error: { refusal?: { code: string } }) => error.refusal?.code ?? 'fault');

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    cases = new CasesUnderTest(hub);
    caseId = await cases.open();
    await cases.answer(caseId, 'CLEAR', ...AGENCIES);
    await cases.when(caseId, 'cleared', ({ status }) => status === 'cleared');
    await eventually('the row', () => hub.application.get(ListAllCasesController).list({ status: 'cleared' }, OFFICER), ({ items }) => items.length === 1);
  }, 60_000);

  afterAll(() => hub.stop(), 30_000);

  it('is a sheet for signature with the candidate, each answer and who signed it, the conclusion, and the head of the ledger', async () => {
    const { head, seq } = (await hub.application.get(CaseStreams).history(caseId)).folded;
    const text = docxText(await bytesOf(await sheet('docx')));
    for (const words of ['联审鉴定表', '试例甲', '市试例局', '副局长', '法院', '无反映', '试例经办、试例签发', '2026-11-23 10:00', '联审通过', `#${seq} ${head.toString('hex')}`, '经办人', '负责人（盖章）']) expect(text).toContain(words);
  });

  it('says the same in a spreadsheet, and its name holds no name of a person', async () => {
    const file = await sheet('xlsx');
    const lines = await linesOf(await bytesOf(file));
    expect(lines).toContainEqual(['姓名 Name', '试例甲']);
    expect(lines).toContainEqual(['法院', '无（无反映 clear）', '2026-11-23 10:00', '试例经办、试例签发']);
    expect(file.getHeaders().disposition).toMatch(/^attachment; filename="sheet-2026-[0-9A-Z]{6}-\d{3}\.xlsx"$/);
  });

  it('is a list of the batch with a line for each candidate', async () => {
    const lines = await linesOf(await bytesOf(await list('xlsx')));
    const line = lines.find((cells) => cells.includes('试例甲'));
    expect(line?.slice(1)).toEqual(['试例甲', '市试例局', '科长', '副局长', '联审通过', expect.stringMatching(/^2027-/), ...AGENCIES.map(() => '无反映')]);
    expect(docxText(await bytesOf(await list('docx')))).toContain('联审批次名单');
  });

  it('is on record for each candidate before it is given', async () => {
    expect(await hub.application.get(AccessLog).list(caseId)).toContainEqual(expect.objectContaining({ by: OFFICER.sub, operation: 'printCaseSheet', fields: expect.arrayContaining(['candidate.name', 'verdict.signers']) }));
  });

  it('is given to nobody who has no right, has not declared, or asks for what is none', async () => {
    for (const role of ['nominator', 'overseer', 'auditor', 'administrator']) expect([role, await codeOf(sheet('docx', { sub: 'x', roles: [role] }))]).toEqual([role, 'identity.not-permitted']);
    expect([await codeOf(sheet('docx', NEW_OFFICER)), await codeOf(list('docx', NEW_OFFICER))]).toEqual(['declaration.missing', 'declaration.missing']);
    expect(await codeOf(hub.application.get(PrintBatchListController).print(UNKNOWN, {}, OFFICER))).toBe('batch.unknown');
    expect(await codeOf(hub.application.get(PrintCaseSheetController).print(caseId, { as: 'pdf' }, OFFICER))).toBe('request.malformed');
  });

  it('holds no formula, whatever somebody wrote into the list', async () => {
    const evil = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'];
    const bytes = await asXlsx({ title: '表', facts: [], table: { columns: ['a'], rows: evil.map((text) => [text]) }, conclusion: [], signatures: [], footer: '' });
    const cells = (await linesOf(bytes)).flat();
    for (const text of evil) expect(cells).not.toContain(text.trim());
    expect(cells).toContain('\'=HYPERLINK("http://x")');
  });

  it('says nothing of what agencies said of a candidate who was withdrawn', async () => {
    const other = await cases.open('officer');
    await cases.answer(other, 'CLEAR', 'court');
    await hub.application.get(WithdrawCaseController).withdraw(other, { reason: '推荐单位撤回' }, cases.key(), OFFICER);
    const text = docxText(await bytesOf(await hub.application.get(PrintCaseSheetController).print(other, {}, OFFICER)));
    expect(text).toContain('已封存');
    expect(text).not.toContain('试例签发');
  });
});
