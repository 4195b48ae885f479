import type { NoticeFact } from '@lianshen/contracts/api';
import type { Instant } from '@lianshen/contracts/kernel';
import { CHINA_ZONE, toZonedText } from '@lianshen/contracts/working-time';

interface Words {
  readonly zh: string;
  readonly en: string;
}

const SENTENCES: Readonly<Record<NoticeFact, Words>> = {
  'request-issued': { zh: '收到一件新的联审请求', en: 'A new vetting request has come' },
  'request-recalled': { zh: '一件联审请求已撤回，无需再反馈', en: 'A vetting request was recalled; no answer is needed any more' },
  'request-overdue': { zh: '一件联审请求已逾期未反馈', en: 'A vetting request is overdue' },
  'verdict-rejected': { zh: '一份反馈意见未被接收，请核对后重新提交', en: 'A verdict was not accepted; check it and send it again' },
  'case-overdue': { zh: '一个案件有逾期未反馈的联审请求', en: 'A case has a vetting request that is overdue' },
  'case-halted': { zh: '一个案件已中止，请办理', en: 'A case was halted and waits for a person' },
  'supplement-sent': { zh: '您询问的材料已补充，反馈期限已顺延', en: 'What was asked for has come, and the due time has moved' },
  'extension-decided': { zh: '延期申请已有答复', en: 'The extension that was asked for has been decided' },
  'case-resumed': { zh: '一个案件恢复联审', en: 'The vetting of a case goes on' },
  'case-suspended': { zh: '一个案件已暂缓', en: 'A case was suspended' },
  'case-terminated': { zh: '一个案件已终止', en: 'A case was terminated' },
  'case-withdrawn': { zh: '一个案件已撤回', en: 'A candidate was withdrawn' },
  'case-lapsed': { zh: '一份联审结论已过有效期，需要时请重新征求意见', en: 'A joint conclusion has lapsed; ask again where it is needed' },
  'case-question-asked': { zh: '有单位请求补充材料，请办理', en: 'An agency asks for more and waits for an officer' },
  'case-extension-asked': { zh: '有单位申请延期，请办理', en: 'An agency asks for more time and waits for an officer' },
  'case-request-declined': { zh: '有单位表示不属其职责或须回避，请改派或办理免询', en: 'An agency does not answer; reassign its request or have it waived' },
  'case-request-withheld': { zh: '有请求暂不能送达单位（单位停用，或承接单位不答复），请改派或办理免询', en: 'A request is kept from its agency (suspended, or its successor does not answer); reassign it or have it waived' },
  'case-decision-proposed': { zh: '一项决定待第二人确认', en: 'A decision waits for a second person' },
  'case-same-person-found': { zh: '一个案件的人选另有在办案件，请核对', en: 'The person of a case stands in another case, too; look at both' },
  'case-held-by-other-case': { zh: '同一人的另一案件有单位提出问题，一个案件暂不出具结论', en: 'A flag in another case of the same person holds a case' },
  'case-alarm-missing': { zh: '自检发现一个案件有期限届满而未及时记录，请核查办理', en: 'The daily self-check found a case in which something was due and was not recorded; look into it' },
  'case-flag-fell': { zh: '一个案件中单位提出的问题已消除，请以澄清记录为准', en: 'A flag in a case stands no more; its clearance record says who had seen it' },
  'case-read-without-task': { zh: '有人在无待办事项时查阅了个人信息，请核查', en: 'Somebody read personal data of a case without an open task; look into it' },
  'request-reminder': { zh: '催办：一件联审请求尚未反馈', en: 'A reminder: a vetting request has not been answered yet' },
  'request-escalated': { zh: '督办：一件联审请求逾期未反馈，请单位负责人过问', en: 'A vetting request is overdue and has come to the head of the agency' },
  'deadline-moved': { zh: '一件联审请求的反馈期限有变', en: 'The due time of a vetting request has moved' },
  'case-answer-reminder': { zh: '一个案件有联审请求临近期限', en: 'A case has a vetting request that is due soon' },
  'case-overdue-escalated': { zh: '一个案件的联审请求逾期未反馈，请督办', en: 'A case has a request that stays overdue; look into it' },
  'case-overdue-for-leader': { zh: '一个案件的联审请求久逾未反馈，请分管领导过问', en: 'A request of a case has been overdue for long and has come to the supervising leader' },
  'case-review-due': { zh: '一个案件的中止或暂缓已到复核期限，请办理', en: 'The review of a halt or a suspension is due' },
  'case-review-for-head': { zh: '一个案件的中止或暂缓逾期未复核，请负责人过问', en: 'The review of a halt or a suspension is overdue and has come to the head' },
  'case-review-for-leader': { zh: '一个案件的中止或暂缓久逾未复核，请分管领导过问', en: 'The review of a halt or a suspension has been overdue for long and has come to the supervising leader' },
  'case-cleared': { zh: '一个案件联审通过', en: 'A case was cleared' },
};

/** A due time is of use only while the answer is still open. */
const WITH_DUE_TIME: readonly NoticeFact[] = ['request-issued', 'request-overdue', 'supplement-sent', 'extension-decided', 'request-reminder', 'request-escalated', 'deadline-moved'];

/** `2026-03-10 17:30`, in China. */
export const inChinaText = (at: Instant): string => toZonedText(at, CHINA_ZONE);

/** The sentence of one notice in both languages. */
export function noticeText(fact: NoticeFact, dueAt: Instant | null): Words {
  const { zh, en } = SENTENCES[fact];
  if (dueAt === null || !WITH_DUE_TIME.includes(fact)) return { zh: `${zh}。`, en: `${en}.` };
  const due = inChinaText(dueAt);
  return { zh: `${zh}，反馈期限 ${due}。`, en: `${en}; the answer is due ${due} (China).` };
}
