import { describe, expect, it } from '@jest/globals';
import type { CaseFacts } from '@lianshen/contracts/policy';
import type { ColumnKey } from './batch-columns.js';
import { readFacts } from './read-facts.js';

const factsOf = (cells: Partial<Record<ColumnKey, string>>): CaseFacts => readFacts((key) => cells[key] ?? '');

describe('the facts of a row', () => {
  it('are none where the row says nothing', () => {
    expect(factsOf({ proposedPost: '党组成员', remark: '正职' })).toEqual({});
  });

  it.each<[string, boolean | undefined]>([
    ['示例县财政局局长', true],
    ['示例县财政局副局长', false],
    ['示例县教育局党组书记、局长', true],
    ['示例镇党委副书记、镇长', true],
    ['示例局党组成员、副局长', undefined],
    ['示例局副局长（主持工作）', true],
    ['示例县副县长、县公安局局长', true],
    ['示例集团副总经理', false],
    ['四级调研员', undefined],
  ])('know of %s whether it is a principal post: %s', (proposedPost, expected) => {
    expect(factsOf({ proposedPost })['principal-post']).toBe(expected);
  });

  it('take the word of the list over the title', () => {
    expect(factsOf({ proposedPost: '示例局副局长', principalPost: '正职' })['principal-post']).toBe(true);
    expect(factsOf({ proposedPost: '内设机构主任', principalPost: '否' })['principal-post']).toBe(false);
    expect(factsOf({ proposedPost: '示例局副局长', proposedLevel: '乡科级正职' })['principal-post']).toBe(false);
  });

  it.each<[string, CaseFacts]>([
    ['', {}],
    ['否', { 'key-post': false, 'key-post-personnel': false, 'key-post-funds': false, 'key-post-assets': false }],
    ['是', { 'key-post': true }],
    ['人、财', { 'key-post': true, 'key-post-personnel': true, 'key-post-funds': true, 'key-post-assets': false }],
    ['人财物', { 'key-post': true, 'key-post-personnel': true, 'key-post-funds': true, 'key-post-assets': true }],
    ['审批、工程', { 'key-post': true, 'key-post-assets': true }],
  ])('read the key post %p, and deny a kind only where every tag is known', (keyPost, expected) => {
    expect(factsOf({ keyPost })).toEqual(expected);
  });

  it.each<[string, boolean | undefined]>([['中共党员', false], ['预备党员', false], ['群众', true], ['农工党党员', true], ['无党派人士', true], ['中共党员 2001.06', undefined], ['', undefined]])(
    'read the political status %p as outside the Party: %s',
    (politicalStatus, expected) => expect(factsOf({ politicalStatus })['non-party']).toBe(expected),
  );

  it('read yes and no, and leave anything else unknown', () => {
    expect(factsOf({ familyBusiness: '无', postedAbroad: '是', dualManaged: '待核' })).toEqual({ 'family-business': false, 'posted-abroad': true });
    expect(factsOf({ familyBusiness: '配偶经营一家企业' })).toEqual({});
  });

  it('know a field of duty from the list or from the title, and deny one only by the list', () => {
    expect(factsOf({ proposedPost: '示例县自然资源局党组成员' })).toEqual({ 'natural-resources-post': true });
    expect(factsOf({ dutyFields: '应急、环保' })).toEqual({ 'emergency-post': true, 'ecology-post': true, 'natural-resources-post': false, 'housing-post': false });
    expect(factsOf({ dutyFields: '无' })).toEqual({ 'emergency-post': false, 'ecology-post': false, 'natural-resources-post': false, 'housing-post': false });
    expect(factsOf({ dutyFields: '综合执法' })).toEqual({});
  });
});
