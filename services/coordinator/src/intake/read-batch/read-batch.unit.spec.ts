import { describe, expect, it } from '@jest/globals';
import type { Cell, Table } from '@lianshen/platform/tabular';
import fc from 'fast-check';
import { aTable, HEADER, OTHER, PERSON } from './batch-builder.spec-kit.js';
import { type BatchRead, explainBatchRefusal, readBatch } from './index.js';

const TODAY = '2026-09-24';

const read = (table: Table): BatchRead => {
  const result = readBatch(table, { today: TODAY });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const refusalOf = (table: Table) => {
  const result = readBatch(table, { today: TODAY });
  if (result.ok) throw new Error('accepted');
  return result.refusal;
};
/** The codes of what is wrong with one person whose fields are changed. */
const codesOf = (changes: Record<string, Cell>): string[] => read(aTable([{ ...PERSON, ...changes }])).refused.flatMap(({ faults }) => faults.map(({ code }) => code));
const candidateOf = (changes: Record<string, Cell>, header?: string[]) => read(aTable([{ ...PERSON, ...changes }], header && { header })).candidates[0];

describe('a good row', () => {
  it('becomes a candidate with the row that the sheet shows', () => {
    expect(read(aTable([PERSON], { above: [['拟提拔任用人选名单'], ['注：本表内部使用']] }))).toEqual({
      candidates: [
        {
          sheet: '名单', row: 4, name: '张三', identityNumber: '990101198001010014', birthDate: '1980-01-01', sex: 'male',
          employer: '示例市财政局', currentPost: '科长', proposedPost: '副局长', proposedLevel: '乡科级正职',
          keyPost: true, keyPostTags: [], facts: { 'principal-post': false, 'key-post': true }, remark: '', warnings: [],
        },
      ],
      refused: [],
      skipped: [],
    });
  });

  it('is put right: padded names, full-width digits, a small x, dots of every kind', () => {
    expect(candidateOf({ 姓名: '张　三' })?.name).toBe('张三');
    expect(candidateOf({ 姓名: ' 买买提 • 艾力 ' })?.name).toBe('买买提·艾力');
    expect(candidateOf({ 姓名: '张三（挂职）' })).toMatchObject({ name: '张三', warnings: [{ code: 'name.note-removed' }] });
    expect(candidateOf({ 身份证号: '９９０１０１ 19830615 019ｘ', 出生年月: '1983.06' })?.identityNumber).toBe('99010119830615019X');
    expect(candidateOf({ 工作单位: '=cmd|calc\u202e\u0007' })?.employer).toBe('=cmd|calc');
  });

  it.each<[Cell]>([
    ['1980.01'], ['1980-01'], ['1980/1'], ['1980年1月'], ['1980年01月01日'], ['198001'], ['19800101'], [198001], [19800101], [1980.01],
    [1980.1], ['1980.1'], [new Date('1980-01-01')], [29221], ['1980.01\n（46岁）'], ['１９８０．０１'], ['1980-01-01 00:00:00'], ['1980年1月生'], [''], [null],
  ])('may write its birth month as %p', (birth) => expect(codesOf({ 出生年月: birth })).toEqual([]));

  it('may have a month stored as the first of it, or October stored as 1980.1', () => {
    expect(codesOf({ ...OTHER, 出生年月: new Date('1985-12-01') })).toEqual([]);
    expect(codesOf({ 身份证号: '990101198010200012', 出生年月: 1980.1 })).toEqual([]);
  });

  it('may leave out sex, birth month and every optional column', () => {
    const table = aTable([PERSON], { header: ['姓名', '身份证号', '工作单位', '现任职务', '拟任职务'] });
    expect(read(table).candidates).toHaveLength(1);
  });

  it('says yes, no or tags for a key post', () => {
    expect(candidateOf({ 重点岗位: '否' })).toMatchObject({ keyPost: false, keyPostTags: [] });
    expect(candidateOf({ 重点岗位: '√' })).toMatchObject({ keyPost: true, keyPostTags: [] });
    expect(candidateOf({ 重点岗位: '财务、工程，财务' })).toMatchObject({ keyPost: true, keyPostTags: ['财务', '工程'] });
  });

  it('is warned of a social credit code that fails, and goes on', () => {
    const header = [...HEADER, '单位信用代码', '任职起始'];
    expect(candidateOf({ 单位信用代码: '11990100MB0000001T', 任职起始: '2020.03' }, header)).toMatchObject({ tenureFrom: '2020-03', warnings: [] });
    expect(candidateOf({ 单位信用代码: '11990100MB0000001A', 任职起始: '去年' }, header)?.warnings.map(({ code }) => code)).toEqual([
      'tenure.unreadable',
      'credit-code.check',
    ]);
  });
});

describe('a bad row', () => {
  it.each<[string, Record<string, Cell>, string[]]>([
    ['a wrong check digit', { 身份证号: '990101198001010015' }, ['identity.check-digit']],
    ['an old number', { 身份证号: '990101800101001' }, ['identity.fifteen-digits']],
    ['a number that lost digits', { 身份证号: 990101198001010014 }, ['identity.digits-lost']],
    ['a number in scientific notation', { 身份证号: '9.90101E+17' }, ['identity.digits-lost']],
    ['another sex', { 性别: '女' }, ['sex.mismatch']],
    ['an unknown sex', { 性别: '？' }, ['sex.unreadable']],
    ['another birth month', { 出生年月: '1980.02' }, ['birth.mismatch']],
    ['another birthday', { 出生年月: '1980-01-02' }, ['birth.mismatch']],
    ['no birth month', { 出生年月: '八十年代' }, ['birth.unreadable']],
    ['a missing name', { 姓名: ' \u3000' }, ['field.required']],
    ['a name that is none', { 姓名: '=1+1' }, ['name.implausible']],
    ['a name of one character', { 姓名: '张' }, ['name.implausible']],
    ['a failed formula', { 工作单位: '#N/A' }, ['field.formula-error']],
    ['a text without end', { 备注: '长'.repeat(1_001) }, ['field.too-long']],
    ['everything missing but the name', { 身份证号: '', 工作单位: null, 现任职务: null, 拟任职务: '' }, ['field.required', 'field.required', 'field.required', 'field.required']],
  ])('is refused for %s', (_, changes, codes) => expect(codesOf(changes)).toEqual(codes));

  it('is named by sheet, row, column and masked value, with a sentence and all of its faults', () => {
    const { refused, candidates } = read(aTable([{ ...PERSON, 身份证号: '990101198001010015', 性别: '不明' }, OTHER]));
    expect(candidates.map(({ row }) => row)).toEqual([3]);
    expect(refused).toMatchObject([
      { sheet: '名单', row: 2, column: '身份证号', value: '990***********0015', code: 'identity.check-digit', candidate: '张三' },
    ]);
    expect(refused[0]?.sentence.zh).toContain('请');
    expect(refused[0]?.faults.map(({ column }) => column)).toEqual(['身份证号', '性别']);
  });

  it('never shows a whole number, wherever it stands', () => {
    const everywhere = Object.fromEntries(HEADER.map((word) => [word, '990101198001010015'.repeat(word === '备注' ? 80 : 13)]));
    const text = JSON.stringify(read(aTable([everywhere, { ...everywhere, 身份证号: 990101198001010015 }])).refused);
    expect(text).not.toMatch(/9901011980/);
    const spaced = read(aTable([{ ...PERSON, 姓名: '９９０１０１ 1980-0101 0014', 性别: '990101 19800101 0014' }])).refused;
    expect(JSON.stringify(spaced)).not.toMatch(/1980|１９８０/);
  });

  it('is the later one of the same person, and names the earlier', () => {
    const { candidates, refused } = read(aTable([PERSON, OTHER, { ...PERSON, 姓名: '张叁', 身份证号: '９９０１０１198001010014' }]));
    expect(candidates.map(({ name }) => name)).toEqual(['张三', '李四']);
    expect(refused).toMatchObject([{ row: 4, code: 'person.repeated', column: '身份证号', candidate: '张叁' }]);
    expect(refused[0]?.sentence.zh).toContain('第2行');
  });
});

describe('a list', () => {
  it('is found on any sheet', () => {
    const table = { sheets: [{ name: '填表说明', rows: [{ row: 1, cells: ['姓名 必填'], filledDown: [] }] }, ...aTable([PERSON]).sheets] };
    expect(read(table).candidates).toHaveLength(1);
  });

  it('skips empty rows, headers again, headings, sums and signatures, and says so', () => {
    const below: Cell[][] = [
      HEADER, ['二、平级转任（1人）'], [], [12, null, '', ' '], ['合计', '1人'], ['填表人：王五', null, null, '审核人：赵六', null, '2026年9月'], ['注：以上均已核对。'],
    ];
    const result = read(aTable([PERSON], { below }));
    expect(result.refused).toEqual([]);
    expect(result.skipped.map(({ row, why }) => [row, why])).toEqual([
      [3, 'header-again'], [4, 'group-heading'], [7, 'footer'], [8, 'footer'], [9, 'footer'],
    ]);
  });

  it('does not lose a candidate to a word', () => {
    const { refused, candidates } = read(aTable([{ ...PERSON, 姓名: '合计' }, { ...OTHER, 身份证号: '', 备注: '合计' }]));
    expect([candidates.length, refused.length]).toEqual([1, 1]);
  });

  it('takes a value merged over people as that of each, and a person over two rows as one', () => {
    const [sheet] = aTable([PERSON, { ...OTHER, 工作单位: '示例市财政局' }]).sheets;
    const rows = (sheet?.rows ?? []).map((row) => (row.row === 3 ? { ...row, filledDown: [5] } : row));
    expect(read({ sheets: [{ name: '名单', rows }] }).candidates).toHaveLength(2);
    const second = (sheet?.rows ?? []).map((row) => (row.row === 3 ? { ...row, filledDown: [1, 2] } : row));
    expect(read({ sheets: [{ name: '名单', rows: second }] })).toMatchObject({ candidates: [{ row: 2 }], skipped: [{ row: 3, why: 'continuation' }] });
  });

  it('is refused without a header, with what it looked for', () => {
    const refusal = refusalOf({ sheets: [{ name: '一', rows: [{ row: 1, cells: ['你好'], filledDown: [] }] }] });
    expect(refusal).toMatchObject({ code: 'batch.header-not-found', params: { lookedFor: '姓名、身份证号、工作单位、现任职务、拟任职务' } });
    expect(explainBatchRefusal(refusal).zh).toContain('拟任职务');
  });

  it('is refused when a required column is missing, with its word', () => {
    const refusal = refusalOf(aTable([PERSON], { header: HEADER.filter((word) => word !== '工作单位') }));
    expect(refusal.params).toMatchObject({ missing: '工作单位', row: 1 });
    expect(explainBatchRefusal(refusal).zh).toContain('第1行');
  });

  it('is refused when there are two, a column stands twice, or nobody is in it', () => {
    expect(refusalOf({ sheets: [...aTable([PERSON]).sheets, ...aTable([OTHER], { sheet: '二' }).sheets] })).toMatchObject({
      code: 'batch.two-lists', params: { sheets: '名单、二' },
    });
    const twice = refusalOf(aTable([{ ...PERSON, '姓 名': '张三' }], { header: [...HEADER, '姓 名'] }));
    expect(twice).toEqual({ code: 'batch.column-twice', params: { sheet: '名单', columns: '姓名' } });
    expect(read(aTable([PERSON], { header: [...HEADER, '姓 名'] })).candidates).toHaveLength(1);
    expect(refusalOf(aTable([], { below: [['合计', '0人']] })).code).toBe('batch.no-rows');
  });
});

describe('any table', () => {
  it('gives the same candidates in whatever order its columns stand', () => {
    const people = [PERSON, OTHER, { ...PERSON, 性别: '女' }];
    const expected = read(aTable(people));
    fc.assert(
      fc.property(fc.shuffledSubarray(HEADER, { minLength: HEADER.length }), (header) => {
        expect(read(aTable(people, { header }))).toEqual(expected);
      }),
    );
  });

  it('accounts for each person once', () => {
    const person = fc.record({ 姓名: fc.constantFrom('张三', '', '=x'), 身份证号: fc.constantFrom('990101198001010014', '990101198512120020', 'x', 1e17), 性别: fc.constantFrom('男', '女', null) });
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 8 }), (changes) => {
        const { candidates, refused } = read(aTable(changes.map((change) => ({ ...PERSON, ...change }))));
        expect([...candidates, ...refused].map(({ row }) => row).sort((a, b) => a - b)).toEqual(changes.map((_, index) => index + 2));
        expect(new Set(candidates.map(({ identityNumber }) => identityNumber)).size).toBe(candidates.length);
      }),
    );
  });

  it('is read or refused and never throws', () => {
    const cell = fc.oneof(fc.constantFrom<Cell>(...HEADER, null, '合计', '#N/A', new Date(Number.NaN)), fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.date());
    const row = fc.record({ cells: fc.array(cell, { maxLength: 12 }), filledDown: fc.array(fc.nat(12), { maxLength: 3 }) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 10 }), fc.boolean(), (rows, headed) => {
        const all = headed ? [{ cells: HEADER, filledDown: [] }, ...rows] : rows;
        const result = readBatch({ sheets: [{ name: '名单', rows: all.map((one, index) => ({ row: index + 1, ...one })) }] }, { today: TODAY });
        if (!result.ok) expect(explainBatchRefusal(result.refusal).zh.length).toBeGreaterThan(10);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the day of the democratic recommendation', () => {
  const header = [...HEADER, '民主推荐日期'];
  const recommended = (day: Cell) => read(aTable([{ ...PERSON, 民主推荐日期: day }], { header }));

  it.each([['2026.03.05', '2026-03-05'], ['2026年3月', '2026-03-01'], [new Date('2026-03-05'), '2026-03-05']])('is read from %p', (cell, day) => {
    expect(recommended(cell).candidates[0]?.recommendedOn).toBe(day);
  });

  it('is not known where the list does not say', () => {
    expect(recommended(null).candidates[0]?.recommendedOn).toBeUndefined();
  });

  it.each([['不详', 'recommendation.unreadable'], ['2026.1', 'recommendation.unreadable'], ['2026.09.25', 'recommendation.ahead']])('as %p holds the row back: %s', (cell, code) => {
    expect(recommended(cell).refused[0]?.code).toBe(code);
  });
});
