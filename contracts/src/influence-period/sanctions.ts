import { z } from 'zod';

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Law and Party discipline count apart: under the law a new sanction adds to what is left of the one before. */
export type SanctionSystem = 'law' | 'party';

export interface SanctionRule {
  readonly name: Words;
  readonly system: SanctionSystem;
  /** For how long nobody is promoted. */
  readonly months: number;
  /** From which day it is counted. */
  readonly from: Words;
  /** Its title, and the article that sets the period. */
  readonly basis: { readonly title: string; readonly article: string };
}

const LAW = { title: '《中华人民共和国公职人员政务处分法》', article: '第八条、第十九条' };
const EFFECTIVE: Words = { zh: '处分决定生效之日', en: 'the day on which the decision takes effect' };
const APPROVED: Words = { zh: '处分批准之日', en: 'the day of approval' };

const byLaw = (zh: string, en: string, months: number): SanctionRule => ({ name: { zh: `政务${zh}`, en: `administrative ${en}` }, system: 'law', months, from: EFFECTIVE, basis: LAW });
const byParty = (zh: string, en: string, months: number, article: string, from = APPROVED): SanctionRule => ({
  name: { zh: `党内${zh}`, en: `Party ${en}` }, system: 'party', months, from, basis: { title: '《中国共产党纪律处分条例》', article },
});

/**
 * Sanctions with a period in which a person is not promoted (处分影响期). Sources: 公职人员政务处分法 (2020) arts. 8, 19;
 * 中国共产党纪律处分条例 (2023) arts. 10 to 12. Expulsion (开除公职, 开除党籍) ends the post and has no period of this kind; what
 * other measures (诫勉, 组织处理) bring along stands in no text that this table could name, so a person counts it by hand.
 */
export const SANCTIONS = {
  'law-warning': byLaw('警告', 'warning', 6),
  'law-demerit': byLaw('记过', 'demerit', 12),
  'law-major-demerit': byLaw('记大过', 'major demerit', 18),
  'law-demotion': byLaw('降级', 'demotion', 24),
  'law-removal': byLaw('撤职', 'removal from post', 24),
  'party-warning': byParty('警告', 'warning', 12, '第十条'),
  'party-serious-warning': byParty('严重警告', 'serious warning', 18, '第十条'),
  'party-removal': byParty('撤销党内职务', 'removal from Party posts', 24, '第十一条'),
  'party-probation': byParty('留党察看', 'probation within the Party', 24, '第十二条', { zh: '恢复党员权利之日', en: 'the day on which the rights of a member are restored' }),
} as const satisfies Record<string, SanctionRule>;

export const SanctionId = z.enum(Object.keys(SANCTIONS) as [keyof typeof SANCTIONS, ...(keyof typeof SANCTIONS)[]]).describe('kind of sanction');
export type SanctionId = z.infer<typeof SanctionId>;
