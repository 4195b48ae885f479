import { caseNumberOf } from '@lianshen/contracts/api';
import { VERDICT_WORDS } from '@lianshen/contracts/messages';
import type { Policy } from '@lianshen/contracts/policy';
import { CHINA_ZONE, toZonedText } from '@lianshen/contracts/working-time';
import type { Folded } from '@lianshen/platform/ledger';
import type { NameOf } from '../agencies/agency-names.js';
import { sharesOf, type CaseState, type Share } from '../vetting/domain/index.js';
import { isSealed } from '../vetting/read-case/describe-case.js';
import type { FiledVerdictView } from '../vetting/read-case/filed-verdicts.js';
import { STATUS_WORDS } from './status-words.js';
import type { PrintedDocument } from './printed-document.js';

/** What the sheet is made from. */
export interface SheetOf {
  readonly folded: Folded<CaseState>;
  readonly policy: Policy;
  readonly verdicts: readonly FiledVerdictView[];
  readonly nameOf: NameOf;
}

const timeOf = (at: number | undefined): string => (at === undefined ? '—' : toZonedText(at, CHINA_ZONE));

/**
 * The sheet for signature of one candidate (联审鉴定表): of each agency the answer that counts, who signed it and when. The head of
 * the ledger says from which state of the record it was made. Times are those of China.
 */
export function caseSheetOf({ folded, policy, verdicts, nameOf }: SheetOf): PrintedDocument {
  const { state, seq, head } = folded;
  return {
    title: '联审鉴定表 Joint Vetting Sheet',
    facts: [...factsOf(state), ['联审方案 Policy', `${policy.title.zh} ${policy.title.en}（${policy.name} v${policy.version}）`]],
    table: {
      columns: ['单位 Agency', '意见 Answer', '签发时间 Signed', '经办、签发 Signed by'],
      rows: sharesOf(state).map((share) => answerOf(share, state, verdicts, nameOf)),
    },
    conclusion: [
      ['联审结论 Conclusion', `${STATUS_WORDS[state.status].zh} ${STATUS_WORDS[state.status].en}`],
      ['有效期至 Valid until', state.status === 'cleared' ? timeOf(state.validUntil) : '—'],
    ],
    signatures: ['经办人 Officer', '复核人 Second person', '负责人（盖章） Head (seal)'],
    footer: `账本 Ledger: case/${state.caseId} #${seq} ${head.toString('hex')}`,
  };
}

function factsOf(state: CaseState): [string, string][] {
  const { candidate } = state;
  const sexOf = { male: '男 male', female: '女 female' } as const;
  return [
    ['案号 Case number', caseNumberOf(state)],
    ['姓名 Name', candidate?.name ?? '（已销毁 erased）'],
    ['性别 Sex', candidate?.sex === undefined ? '—' : sexOf[candidate.sex]],
    ['工作单位 Employer', candidate?.employer ?? '—'],
    ['现任职务 Current post', candidate?.currentPost ?? '—'],
    ['拟任职务 Proposed post', candidate?.proposedPost ?? '—'],
  ];
}

function answerOf({ of, newest, standing }: Share, state: CaseState, verdicts: readonly FiledVerdictView[], nameOf: NameOf): string[] {
  const name = nameOf(of, standing.verdict?.signedAt ?? newest.issuedAt).zh;
  if (newest.status === 'waived') return [name, '免予征求（两人决定） waived by two persons', '—', '—'];
  if (standing.verdict === undefined) return [name, '未反馈 no answer', '—', '—'];
  if (isSealed(state)) return [name, '已封存 sealed', '—', '—'];
  const { code, version, signedAt, category } = standing.verdict;
  const filed = verdicts.find((each) => each.requestId === standing.requestId && each.version === version);
  const signers = filed ? [filed.clerk, ...filed.approvers].map((signer) => signer.name).join('、') : '—';
  return [name, `${category ?? ''}（${VERDICT_WORDS[code].zh} ${VERDICT_WORDS[code].en}）`, timeOf(signedAt), signers];
}
