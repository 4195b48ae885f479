import { describe, expect, it } from '@jest/globals';
import { categoriesInOrder } from './categories-in-order.js';

describe('the wordings to choose from', () => {
  it('begin with what is clear and end with an objection, those of one code as the request has them', () => {
    expect(categoriesInOrder({ 列入失信: 'OBJECT', 已判: 'OBJECT', 建议暂缓: 'SUGGEST_DEFER', 无: 'CLEAR', 有未结涉诉: 'FLAG_VERIFYING' }).map(([category]) => category)).toEqual(['无', '有未结涉诉', '建议暂缓', '列入失信', '已判']);
  });
});
