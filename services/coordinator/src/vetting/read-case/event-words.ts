import { stepWords, toldWords } from '@lianshen/contracts/reminders';
import type { CaseEvent, CaseEventOf } from '../domain/index.js';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

type Told = CaseEventOf<'AgencyReminded' | 'OverdueEscalated' | 'ReviewEscalated'>;

/** A sentence for each event; who, when and about whom stand beside it. */
const WORDS: Readonly<Record<Exclude<CaseEvent['type'], Told['type']>, Words>> = {
  CaseOpened: { zh: '立案，进入资格审核', en: 'The case was opened' },
  VettingStarted: { zh: '发起联审', en: 'Vetting began' },
  VettingResumed: { zh: '恢复联审', en: 'Vetting goes on' },
  RequestIssued: { zh: '向单位征求意见', en: 'The agency was asked' },
  RequestWithheld: { zh: '请求暂未送达单位，待人工处理', en: 'The request is kept from the agency and waits for a person' },
  ReceiptRecorded: { zh: '单位已签收', en: 'The agency has the request' },
  VerdictFiled: { zh: '收到反馈意见', en: 'A verdict was filed' },
  VerdictRejected: { zh: '反馈意见未被接收', en: 'A verdict was not accepted' },
  RequestOverdue: { zh: '逾期未反馈', en: 'The answer is overdue' },
  PauseEnded: { zh: '最长暂停已到，期限继续计算', en: 'The longest pause is over; the clock of the agency runs on' },
  DeadlineRecounted: { zh: '工作日历已明确，期限重新计算', en: 'The due time was counted again, now that the calendar is known' },
  MoreAsked: { zh: '单位请求补充材料，期限暂停', en: 'The agency asks for more; its clock stands still' },
  SupplementSent: { zh: '已补充材料，期限顺延', en: 'What was asked for was sent; the due time moved' },
  ExtensionAsked: { zh: '单位申请延期', en: 'The agency asks for more time' },
  ExtensionDecided: { zh: '已答复延期申请', en: 'The extension was decided' },
  RequestDeclined: { zh: '单位表示不属其职责或须回避', en: 'The agency does not answer' },
  RequestReassigned: { zh: '改由其他单位答复', en: 'Another agency answers instead' },
  RequestWaived: { zh: '经两人同意，免予征求该单位意见', en: 'Two persons decided to do without the agency' },
  RequestRecalled: { zh: '请求已撤回', en: 'The request was recalled' },
  CaseHalted: { zh: '有单位提出问题，联审中止', en: 'A flag halted the case' },
  FlagAdded: { zh: '又有单位提出问题', en: 'A further flag was filed' },
  FlagCorrected: { zh: '单位更正意见，问题消除', en: 'The flag was corrected by its agency' },
  FlagClosed: { zh: '经两人同意，问题消除', en: 'Two persons closed the flag' },
  AdviceConsidered: { zh: '提示性意见已书面研究', en: 'Advice was considered in writing' },
  DecisionProposed: { zh: '提出决定，待第二人确认', en: 'A decision was proposed' },
  DecisionConfirmed: { zh: '第二人确认决定', en: 'A second person confirmed' },
  DecisionRefused: { zh: '决定未获确认', en: 'The decision was not confirmed' },
  SamePersonFound: { zh: '同一人另有在办案件', en: 'The same person stands in another case' },
  OtherCaseHolds: { zh: '同一人的另一案件有单位提出问题，本案暂不出具结论', en: 'A flag in another case of the same person holds this one' },
  OtherCaseReleased: { zh: '同一人的另一案件问题已消除', en: 'The other case of the same person holds this one no longer' },
  OtherCaseDisregarded: { zh: '经两人同意，另一案件的问题不影响本案', en: 'Two persons decided that the other case does not hold this one' },
  CaseSuspended: { zh: '暂缓', en: 'The case was suspended' },
  CaseTerminated: { zh: '终止', en: 'The case was terminated' },
  CaseWithdrawn: { zh: '撤回，不作负面结论', en: 'The candidate was withdrawn; this is not negative' },
  CaseCleared: { zh: '联审通过，出具联审鉴定结论', en: 'The joint conclusion was issued' },
  ReReviewOpened: { zh: '单位报告其意见有应当回避的人员参与，须重新征求意见', en: 'The agency says that somebody took part in its verdict who should have been recused; it is asked anew' },
  OfficerRecused: { zh: '办理人员回避，其所作判断不再作数', en: 'A person of the coordinator is recused; what they judged counts no more' },
  OfficerReadmitted: { zh: '办理人员的回避已解除', en: 'The recusal of a person of the coordinator was taken back' },
  ReviewOpened: { zh: '因办理人员回避，原决定由其他人员重新作出', en: 'Decisions fell because of a recusal; others decide anew' },
  ConclusionLapsed: { zh: '联审结论已过有效期', en: 'The joint conclusion has lapsed' },
  PutOnAgenda: { zh: '列入会议议题', en: 'The candidate was put on the agenda of a meeting' },
};

export const eventWords = (event: CaseEvent): Words => (isTold(event) ? toldSentence(event) : WORDS[event.type]);

const isTold = (event: CaseEvent): event is Told => event.type === 'AgencyReminded' || event.type === 'OverdueEscalated' || event.type === 'ReviewEscalated';

const ABOUT: Readonly<Record<Told['type'], Words>> = {
  AgencyReminded: { zh: '催办', en: 'A reminder to answer' },
  OverdueEscalated: { zh: '逾期督办', en: 'An overdue answer was escalated' },
  ReviewEscalated: { zh: '复核督办', en: 'A review that is due was escalated' },
};

/** Who was told, and by which rule. */
function toldSentence({ type, data }: Told): Words {
  const [about, told, why] = [ABOUT[type], toldWords(data.tell), stepWords(data)];
  return { zh: `${about.zh}：告知${told.zh}（${why.zh}）`, en: `${about.en}: ${told.en} (${why.en})` };
}
