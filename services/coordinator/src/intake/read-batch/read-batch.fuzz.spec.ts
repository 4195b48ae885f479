import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import writeXlsxFile from 'write-excel-file/node';
import { checkCharacterOf, parseIdentityNumber } from '@lianshen/contracts/identity';
import { readTable } from '@lianshen/platform/tabular';
import { readBatch } from './index.js';

const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 15);
const SEED = process.env['FUZZ_SEED'];

const ofPerson = (index: number): string => {
  const digits = `990101${1970 + (index % 30)}0${1 + (index % 9)}1${index % 10}${String(index % 1_000).padStart(3, '0')}`;
  return `${digits}${checkCharacterOf(digits)}`;
};

const HEADERS = ['姓名', '身份证号', '身份证号码', '公民身份号码', '性别', '出生年月', '工作单位', '现工作单位', '现任职务', '拟任职务', '拟任层次', '重点岗位', '备注', '任职起始', '单位信用代码', '政治面貌', ''];
const header = fc.oneof({ weight: 3, arbitrary: fc.constant(['姓名', '身份证号', '工作单位', '现任职务', '拟任职务']) }, { weight: 1, arbitrary: fc.array(fc.constantFrom(...HEADERS), { maxLength: 12 }) });

/** Numbers as people type them: right, with a wrong check digit, with blanks, in full width, as a number that lost digits. */
const number = fc.integer({ min: 0, max: 400 }).chain((index) => {
  const right = ofPerson(index);
  const fullWidth = [...right].map((each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0)).join('');
  return fc.constantFrom(right, right.toLowerCase(), `${right.slice(0, 17)}0`, `${right.slice(0, 6)} ${right.slice(6)}`, fullWidth, right.slice(0, 15), `${Number(right.slice(0, 17))}`, `'${right}`);
});
const cell = fc.oneof(number, fc.constantFrom('试例甲', '试 例 乙', '男', '女', '1970.01', '1970年1月', '市试例局', '科长', '副局长', '是', '无', '#REF!', '合计', '备注：以下空白', ''), fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 20 }));
const rows = fc.array(fc.oneof({ weight: 3, arbitrary: fc.tuple(fc.constant('试例甲'), number, fc.constant('市试例局'), fc.constant('科长'), fc.constant('副局长')).map((each): string[] => each) }, { weight: 1, arbitrary: fc.array(cell, { maxLength: 14 }) }), { maxLength: 12 });
const sheet = fc.tuple(fc.array(fc.array(cell, { maxLength: 3 }), { maxLength: 2 }), header, rows).map(([above, head, below]) => [...above, head, ...below]);

/** What goes wrong on the way: bytes that are turned, cut off, doubled or put in. */
const damage = fc.option(fc.array(fc.record({ at: fc.nat(), kind: fc.constantFrom('turn', 'cut', 'double', 'insert'), byte: fc.nat(255) }), { minLength: 1, maxLength: 6 }), { freq: 2 });

function damaged(bytes: Buffer, wounds: readonly { at: number; kind: string; byte: number }[] | null): Buffer {
  return (wounds ?? []).reduce((on, { at, kind, byte }) => {
    if (on.length === 0) return on;
    const index = at % on.length;
    if (kind === 'cut') return on.subarray(0, index);
    if (kind === 'double') return Buffer.concat([on.subarray(0, index), on.subarray(index >> 1)]);
    if (kind === 'insert') return Buffer.concat([on.subarray(0, index), Buffer.from([byte]), on.subarray(index)]);
    const turned = Buffer.from(on);
    turned[index] = byte;
    return turned;
  }, bytes);
}

const asCsv = (table: readonly (readonly string[])[], separator: string): Buffer => Buffer.from(table.map((line) => line.map((value) => (/[",;\t\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(separator)).join('\n'));

const WITHOUT_CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/g;
async function asXlsx(table: readonly (readonly string[])[]): Promise<Buffer> {
  const cells = table.map((line) => line.map((value) => ({ value: value.replace(WITHOUT_CONTROL, ''), type: String })));
  return writeXlsxFile(cells.length === 0 ? [[]] : cells).toBuffer();
}

describe('a list of candidates, however it was kept or damaged', () => {
  it('is refused or read, gives nobody a number that is wrong, and tells no number of a refused row', async () => {
    const seen = { read: 0, refused: 0, candidates: 0 };
    const property = fc.asyncProperty(sheet, fc.constantFrom(',', ';', '\t', 'xlsx'), damage, async (table, form, wounds) => {
      const bytes = damaged(form === 'xlsx' ? await asXlsx(table) : asCsv(table, form), wounds);
      const read = await readTable(bytes, form === 'xlsx' ? 'list.xlsx' : 'list.csv');
      const batch = read.ok ? readBatch(read.value, { today: '2026-11-25' }) : read;
      seen[batch.ok ? 'read' : 'refused'] += 1;
      if (!batch.ok) return expect(batch.refusal.code).toMatch(/^(?:tabular|batch)\.[a-z-]+$/);
      const { candidates, refused, skipped } = batch.value;
      seen.candidates += candidates.length;
      const numbers = candidates.map(({ identityNumber }) => identityNumber);
      expect(new Set(numbers).size).toBe(numbers.length);
      for (const each of numbers) expect(parseIdentityNumber(each)).toMatchObject({ ok: true });
      const lines = [...candidates, ...refused, ...skipped].map(({ row }) => row);
      expect(new Set(lines).size).toBe(lines.length);
      for (const { value, sentence } of refused) expect(`${value}${JSON.stringify(sentence)}`).not.toMatch(/9901\d\d(?:19|20)\d{9}[\dXx]/);
    });
    await fc.assert(property, { numRuns: 10_000_000, interruptAfterTimeLimit: SECONDS * 1_000, ...(SEED === undefined ? {} : { seed: Number(SEED) }) });
    // It says nothing unless it has met both kinds, and people among them.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
  }, (SECONDS + 60) * 1_000);
});
