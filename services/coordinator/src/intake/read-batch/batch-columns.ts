import type { ColumnSpec } from '@lianshen/platform/tabular';

export type ColumnKey =
  | 'name'
  | 'identityNumber'
  | 'sex'
  | 'birth'
  | 'employer'
  | 'currentPost'
  | 'proposedPost'
  | 'proposedLevel'
  | 'keyPost'
  | 'remark'
  | 'tenureFrom'
  | 'employerCode'
  | 'recommendedOn'
  | 'principalPost'
  | 'politicalStatus'
  | 'familyBusiness'
  | 'dutyFields'
  | 'postedAbroad'
  | 'dualManaged';

export interface BatchColumn extends ColumnSpec<ColumnKey> {
  /** Characters; more is refused, since nobody writes that much there on purpose. */
  readonly charactersMax: number;
  readonly en: string;
}

const column = (
  key: ColumnKey,
  en: string,
  charactersMax: number,
  words: readonly [string, ...string[]],
  required = false,
): BatchColumn => ({ key, en, charactersMax, words, required });

/**
 * The columns of a candidate list and the words that offices write over them. The five required ones are what a
 * request cannot go out without; 性别 and 出生年月 only repeat the identity number, so they are checked where present
 * and may be absent. The last six say what a policy's conditions depend on; what they do not say stays unknown.
 */
export const BATCH_COLUMNS: readonly BatchColumn[] = [
  column('name', 'name', 50, ['姓名', '干部姓名', '人员姓名', '候选人姓名', '人选姓名', '拟任人选', '候选人'], true),
  column(
    'identityNumber',
    'identity number',
    40,
    ['身份证号', '身份证号码', '公民身份号码', '公民身份证号', '公民身份证号码', '居民身份证号', '居民身份证号码', '身份号码', '身份证', '证件号码'],
    true,
  ),
  column('sex', 'sex', 10, ['性别']),
  column('birth', 'birth month', 40, ['出生年月', '出生年月日', '出生日期', '出生时间', '生日']),
  column('employer', 'employer', 200, ['工作单位', '现工作单位', '所在单位', '现所在单位', '单位', '单位名称', '现单位', '工作单位名称'], true),
  column(
    'currentPost',
    'current post',
    200,
    ['现任职务', '现任职务职级', '现任职务及职级', '现任职务和职级', '现职务', '现职务职级', '现职', '现任岗位', '职务'],
    true,
  ),
  column(
    'proposedPost',
    'proposed post',
    200,
    ['拟任职务', '拟任免职务', '拟任职务职级', '拟任职务及职级', '拟任岗位', '拟任职位', '拟提拔职务', '拟提任职务'],
    true,
  ),
  column('proposedLevel', 'proposed level', 50, ['拟任层次', '拟任职务层次', '拟任层级', '拟任级别', '拟任职级']),
  column('keyPost', 'key post', 100, ['重点岗位', '是否重点岗位', '重点岗位标识', '岗位标签']),
  column('remark', 'remark', 1_000, ['备注', '备考']),
  column('tenureFrom', 'in post since', 40, ['任职起始', '任职起始时间', '任现职时间', '任现职务时间', '现任职务时间', '任职时间', '任职起始日期']),
  column('employerCode', 'social credit code', 40, ['单位信用代码', '统一社会信用代码', '单位统一社会信用代码', '社会信用代码', '信用代码', '单位社会信用代码']),
  column('recommendedOn', 'democratic recommendation', 40, ['民主推荐日期', '民主推荐时间', '民主推荐']),
  column('principalPost', 'principal post', 50, ['是否正职', '正副职', '正职']),
  column('politicalStatus', 'political status', 100, ['政治面貌', '党派', '政治面貌及入党时间']),
  column('familyBusiness', 'family business', 100, ['经商办企业', '本人及亲属经商办企业', '亲属经商办企业', '是否经商办企业']),
  column('dutyFields', 'fields of duty', 200, ['岗位领域', '分管领域', '相关领域']),
  column('postedAbroad', 'posted abroad', 50, ['外派任职', '是否外派', '涉外岗位']),
  column('dualManaged', 'dual management', 50, ['双重管理', '是否双重管理']),
];

/** @returns the column's definition; every key has one. */
export function columnOf(key: ColumnKey): BatchColumn {
  const found = BATCH_COLUMNS.find((candidate) => candidate.key === key);
  return found ?? column(key, key, 0, [key]);
}
