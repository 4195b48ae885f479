import { describe, expect, it } from '@jest/globals';
import { kit as english } from './en.js';
import { flawsOfTexts } from './flaws-of-texts.js';
import { kit as chinese } from './zh-cn.js';

describe('the texts of both applications', () => {
  it('are complete in both languages', () => {
    expect(flawsOfTexts({ 'zh-CN': { kit: chinese }, en: { kit: english } })).toEqual([]);
  });
});

describe('the check of texts', () => {
  it('names a key that one language lacks, a text that is empty, and a place that is filled in one alone', () => {
    const flaws = flawsOfTexts({ 'zh-CN': { a: { one: '一', two: '{{n}} 人', three: '' } }, en: { a: { two: 'persons', three: 'x', four: 'y' } } });
    expect(flaws).toEqual(['en lacks a.one', 'zh-CN lacks a.four', 'a.three is empty', 'a.two has other places in en']);
  });
});
