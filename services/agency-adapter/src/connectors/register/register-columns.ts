import type { ColumnSpec } from '@lianshen/platform/tabular';

export type RegisterKey = 'identityNumber' | 'code' | 'facts' | 'basis';

export interface RegisterColumn extends ColumnSpec<RegisterKey> {
  readonly charactersMax: number;
}

/** The columns of a register; any others, such as a name or a date of entry, are not read. */
export const REGISTER_COLUMNS: readonly RegisterColumn[] = [
  {
    key: 'identityNumber',
    words: ['身份证号', '身份证号码', '公民身份号码', '公民身份证号', '居民身份证号', '居民身份证号码', '身份证', '证件号码'],
    required: true,
    charactersMax: 40,
  },
  { key: 'code', words: ['代码', '结论代码', '意见代码', '回复代码', '结论'], required: true, charactersMax: 40 },
  { key: 'facts', words: ['事由', '事实', '事实摘要', '情况说明', '具体情况'], required: true, charactersMax: 2_000 },
  { key: 'basis', words: ['依据', '法律依据', '政策依据', '文件依据'], required: true, charactersMax: 500 },
];
