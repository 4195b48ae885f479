import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import writeExcelFile from 'write-excel-file/node';
import { lookUp, readRegister, type Register } from './index.js';

const HEADER = '身份证号,代码,事由,依据';
const [ONE, TWO, THREE] = ['990101198001010014', '990101198512120020', '99010119830615019X'] as const;

const read = async (lines: string[] | Buffer, name = 'court.csv'): Promise<Register> => {
  const result = await readRegister(Array.isArray(lines) ? Buffer.from(lines.join('\n')) : lines, name, { today: '2026-09-24' });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
const refusalOf = async (...lines: string[]) => {
  const result = await readRegister(Buffer.from(lines.join('\n')), 'court.csv', { today: '2026-09-24' });
  if (result.ok) throw new Error('accepted');
  return result.refusal;
};

describe('a register', () => {
  it('flags whom it names and is clear of everybody else', async () => {
    const register = await read([HEADER, `${ONE},FLAG_VERIFYING,线索核查中,监督执纪工作规则`, `${TWO},CLEAR,,`]);
    expect(lookUp(register, ONE)).toEqual({
      code: 'FLAG_VERIFYING',
      findings: [{ code: 'FLAG_VERIFYING', facts: '线索核查中', basis: '监督执纪工作规则', row: 2 }],
    });
    expect(lookUp(register, TWO)).toEqual({ code: 'CLEAR', findings: [] });
    expect(lookUp(register, THREE)).toEqual({ code: 'CLEAR', findings: [] });
    expect(register.rowCount).toBe(2);
  });

  it('answers several rows of one person by the most severe and keeps them all', async () => {
    const codes = ['CLEAR', 'SUGGEST_DEFER', 'FLAG_VERIFYING', 'FLAG_IN_PERIOD', 'OBJECT'];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(codes, { minLength: 1 }), async (chosen) => {
        const register = await read([HEADER, ...chosen.map((code) => `${ONE},${code},事由,依据`)]);
        const { code, findings } = lookUp(register, ONE);
        expect(code).toBe(['OBJECT', 'FLAG_IN_PERIOD', 'FLAG_VERIFYING', 'SUGGEST_DEFER', 'CLEAR'].find((one) => chosen.includes(one)));
        expect(findings.map((finding) => finding.code)).toEqual(chosen.filter((one) => one !== 'CLEAR'));
      }),
      { numRuns: 40 },
    );
  });

  it('may have its columns in any order, a title above, and words for codes', async () => {
    const register = await read(['失信被执行人登记表', '依据;姓 名;事由;公民身份号码;代码', `规定;张三;失信;${THREE.toLowerCase()};有反映，正在核查`, `规定;李四;=1+1;${TWO};object`, ';;;;']);
    expect([lookUp(register, THREE).code, lookUp(register, TWO).findings[0]?.facts]).toEqual(['FLAG_VERIFYING', '=1+1']);
  });

  it('may be empty below its header, and not altogether', async () => {
    expect((await read([HEADER])).rowCount).toBe(0);
    expect(await refusalOf('')).toMatchObject({ code: 'tabular.empty' });
    expect(await refusalOf('无')).toMatchObject({ code: 'register.header-not-found' });
  });

  it('may be a workbook', async () => {
    const data = [['身份证号', '代码', '事由', '依据'], [ONE, '影响期内', '记过', '政务处分法']];
    const bytes = await writeExcelFile(data).toBuffer();
    expect(lookUp(await read(bytes, 'discipline.xlsx'), ONE).code).toBe('FLAG_IN_PERIOD');
  });
});

describe('a register answers nobody', () => {
  it('when one row is bad, and every fault is named', async () => {
    const refusal = await refusalOf(HEADER, `${ONE},CLEAR,,`, `990101198001010015,FLAG,,`, `${TWO},OBJECT,事由,`, '9.90101E+17,CLEAR,,');
    expect(refusal).toMatchObject({ code: 'register.rows', params: { count: 6 } });
    expect(refusal.faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, '身份证号', 'identity.check-digit'],
      [3, '代码', 'register.code-unknown'],
      [3, '事由', 'register.grounds-missing'],
      [3, '依据', 'register.grounds-missing'],
      [4, '依据', 'register.grounds-missing'],
      [5, '身份证号', 'identity.digits-lost'],
    ]);
    expect(refusal.faults[0]?.value).toBe('990***********0015');
    expect(refusal.sentence.zh).toContain('6处');
  });

  it('when a column is missing, stands twice, or the file cannot be read', async () => {
    expect(await refusalOf('身份证号,代码,事由', `${ONE},CLEAR,`)).toMatchObject({ code: 'register.header-not-found', params: { columns: '依据' } });
    expect(await refusalOf(`${HEADER},代码`, `${ONE},CLEAR,,,OBJECT`)).toMatchObject({ code: 'register.column-twice' });
    expect(await refusalOf(HEADER, `${ONE},"CLEAR`)).toMatchObject({ code: 'tabular.csv-quotes', sentence: { zh: expect.stringContaining('第2行') } });
  });

  it('when a row names somebody without a number', async () => {
    const refusal = await refusalOf(`序号,姓名,${HEADER}`, '1,张三,,,,', '2,,,,,');
    expect(refusal.faults.map(({ row, column }) => [row, column])).toEqual([[2, '身份证号'], [2, '代码'], [2, '事由'], [2, '依据']]);
  });

  it('in any other words than the five codes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[A-Z_]{1,12}$/), async (word) => {
        fc.pre(!['CLEAR', 'FLAG_VERIFYING', 'FLAG_IN_PERIOD', 'SUGGEST_DEFER', 'OBJECT'].includes(word));
        expect((await refusalOf(HEADER, `${ONE},${word},事由,依据`)).faults[0]?.code).toBe('register.code-unknown');
      }),
      { numRuns: 40 },
    );
  });
});
