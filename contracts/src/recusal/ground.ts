import { z } from 'zod';

/** How a member of staff is related to a candidate (公务员法 arts. 74 and 76; rules 3.4). */
export const Relation = z.enum(['spouse', 'lineal', 'collateral', 'affinity', 'interest']);
export type Relation = z.infer<typeof Relation>;

/**
 * Why a member of staff has nothing to do with a candidate: a relation; the same unit within three years; or that the
 * head has ordered it.
 */
export const RecusalGround = z.enum([...Relation.options, 'same-unit', 'ordered']);
export type RecusalGround = z.infer<typeof RecusalGround>;

/** What a person can declare of themself for one candidate: everything but an order. */
export const DeclaredGround = RecusalGround.exclude(['ordered']);
export type DeclaredGround = z.infer<typeof DeclaredGround>;

/** For people; the terms of the law. */
export const GROUND_WORDS: Readonly<Record<RecusalGround, { readonly zh: string; readonly en: string }>> = {
  spouse: { zh: '夫妻关系', en: 'spouse' },
  lineal: { zh: '直系血亲关系', en: 'relative in the direct line' },
  collateral: { zh: '三代以内旁系血亲关系', en: 'collateral relative within three generations' },
  affinity: { zh: '近姻亲关系', en: 'near relative by marriage' },
  interest: { zh: '其他可能影响公正的利害关系', en: 'another interest that may impair fairness' },
  'same-unit': { zh: '三年内同单位', en: 'the same unit within three years' },
  ordered: { zh: '负责人决定回避', en: 'recused by order of the head' },
};
