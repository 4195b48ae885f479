import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { lookUp, readRegister } from './index.js';

const load = async (agency: string) => {
  const file = readFileSync(new URL(`../../../../../deploy/local/sample/registers/${agency}.csv`, import.meta.url));
  const result = await readRegister(file, `${agency}.csv`, { today: '2026-09-24' });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};

/** 郑砚秋, 唐既明, 邓思齐 of the sample batch; everybody else in it is clear. */
const FLAGGED = ['990102197909170183', '99010519771030071X', '990109198103211491'] as const;

describe('the registers that ship', () => {
  it.each([
    ['discipline', ['FLAG_VERIFYING', 'FLAG_IN_PERIOD', 'CLEAR'], 4],
    ['court', ['CLEAR', 'CLEAR', 'OBJECT'], 2],
    ['procuratorate', ['CLEAR', 'CLEAR', 'CLEAR'], 0],
    ['audit', ['CLEAR', 'SUGGEST_DEFER', 'CLEAR'], 2],
    ['petitions', ['CLEAR', 'CLEAR', 'CLEAR'], 2],
  ])('of %s flag exactly whom they are meant to', async (agency, codes, rowCount) => {
    const register = await load(agency);
    expect(FLAGGED.map((number) => lookUp(register, number).code)).toEqual(codes);
    expect(register.rowCount).toBe(rowCount);
  });
});
