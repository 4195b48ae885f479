import { caseNumberOf } from '@lianshen/contracts/api';
import { VERDICT_WORDS } from '@lianshen/contracts/messages';
import type { Policy } from '@lianshen/contracts/policy';
import { CHINA_ZONE, toZonedText } from '@lianshen/contracts/working-time';
import type { NameOf } from '../agencies/agency-names.js';
import { sharesOf, type CaseState } from '../vetting/domain/index.js';
import { isSealed } from '../vetting/read-case/describe-case.js';
import type { PrintedDocument } from './printed-document.js';
import { STATUS_WORDS } from './status-words.js';

/** What the list is made from. */
export interface ListOf {
  readonly title: string;
  readonly policy: Policy;
  readonly cases: readonly CaseState[];
  readonly nameOf: NameOf;
  /** When it is made, epoch ms. */
  readonly now: number;
}

/** The list of a batch: a line for each candidate, with the answer of each agency that counts. Times are those of China. */
export function batchListOf({ title, policy, cases, nameOf, now }: ListOf): PrintedDocument {
  const agencies = policy.agencies.map(({ agency }) => agency);
  return {
    title: '联审批次名单 Batch List',
    facts: [
      ['批次 Batch', title],
      ['联审方案 Policy', `${policy.title.zh} ${policy.title.en}（${policy.name} v${policy.version}）`],
      ['制表时间 Made', toZonedText(now, CHINA_ZONE)],
      ['人数 Candidates', String(cases.length)],
    ],
    table: {
      columns: ['案号 Number', '姓名 Name', '工作单位 Employer', '现任职务 Current', '拟任职务 Proposed', '状态 State', '有效期至 Until', ...agencies.map((agency) => nameOf(agency, now).zh)],
      rows: cases.map((state) => lineOf(state, agencies)),
    },
    conclusion: [],
    signatures: ['经办人 Officer', '负责人（盖章） Head (seal)'],
    footer: '姓名的查阅已逐人留痕。 That each name was read is on record.',
  };
}

function lineOf(state: CaseState, agencies: readonly string[]): string[] {
  const { candidate, status, validUntil } = state;
  const answers = new Map(sharesOf(state).map(({ of, newest, standing }) => [of, isSealed(state) ? '已封存' : newest.status === 'waived' ? '免予征求' : standing.verdict ? VERDICT_WORDS[standing.verdict.code].zh : '未反馈']));
  return [
    caseNumberOf(state),
    candidate?.name ?? '（已销毁 erased）',
    candidate?.employer ?? '',
    candidate?.currentPost ?? '',
    candidate?.proposedPost ?? '',
    STATUS_WORDS[status].zh,
    status === 'cleared' && validUntil !== undefined ? toZonedText(validUntil, CHINA_ZONE) : '',
    ...agencies.map((agency) => answers.get(agency) ?? ''),
  ];
}
