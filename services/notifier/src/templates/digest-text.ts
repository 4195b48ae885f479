import { NoticeFact, type Language } from '@lianshen/contracts/api';
import type { Instant } from '@lianshen/contracts/kernel';
import { inChinaText } from './notice-text.js';

interface Item {
  readonly fact: NoticeFact;
  readonly dueAt: Instant | null;
}

interface DigestText {
  readonly subject: string;
  readonly text: string;
}

type Counted = Readonly<Record<NoticeFact, (count: number) => string>>;

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const LINES: Readonly<Record<Language, Counted>> = {
  zh: {
    'request-issued': (count) => `新的联审请求 ${count} 件`,
    'request-recalled': (count) => `已撤回的联审请求 ${count} 件，无需再反馈`,
    'request-overdue': (count) => `已逾期的联审请求 ${count} 件`,
    'verdict-rejected': (count) => `未被接收的反馈意见 ${count} 份，请核对后重新提交`,
    'case-overdue': (count) => `有逾期未反馈的案件 ${count} 个`,
    'case-halted': (count) => `已中止、待办理的案件 ${count} 个`,
    'supplement-sent': (count) => `已补充材料的联审请求 ${count} 件，期限已顺延`,
    'extension-decided': (count) => `已答复的延期申请 ${count} 份`,
    'case-resumed': (count) => `恢复联审的案件 ${count} 个`,
    'case-suspended': (count) => `已暂缓的案件 ${count} 个`,
    'case-terminated': (count) => `已终止的案件 ${count} 个`,
    'case-withdrawn': (count) => `已撤回的案件 ${count} 个`,
    'case-lapsed': (count) => `结论已过有效期的案件 ${count} 个`,
    'case-question-asked': (count) => `待答复的补充材料请求 ${count} 项`,
    'case-extension-asked': (count) => `待答复的延期申请 ${count} 份`,
    'case-request-declined': (count) => `待改派或免询的请求 ${count} 件`,
    'case-request-withheld': (count) => `暂未送达单位的请求 ${count} 件`,
    'case-decision-proposed': (count) => `待第二人确认的决定 ${count} 项`,
    'case-same-person-found': (count) => `同一人另有在办案件的案件 ${count} 个`,
    'case-held-by-other-case': (count) => `因同一人的另一案件暂不出具结论的案件 ${count} 个`,
    'case-alarm-missing': (count) => `期限届满而未及时记录、请核查的案件 ${count} 个`,
    'case-flag-fell': (count) => `问题已消除的案件 ${count} 个`,
    'case-read-without-task': (count) => `无待办事项而查阅个人信息的记录 ${count} 条，请核查`,
    'request-reminder': (count) => `催办的联审请求 ${count} 件`,
    'request-escalated': (count) => `逾期、报请负责人督办的联审请求 ${count} 件`,
    'deadline-moved': (count) => `期限有变的联审请求 ${count} 件`,
    'case-answer-reminder': (count) => `有联审请求临近期限的案件 ${count} 个`,
    'case-overdue-escalated': (count) => `逾期未反馈、须督办的案件 ${count} 个`,
    'case-overdue-for-leader': (count) => `久逾未反馈、报请分管领导过问的案件 ${count} 个`,
    'case-review-due': (count) => `中止或暂缓已到复核期限的案件 ${count} 个`,
    'case-review-for-head': (count) => `逾期未复核、报请负责人过问的案件 ${count} 个`,
    'case-review-for-leader': (count) => `久逾未复核、报请分管领导过问的案件 ${count} 个`,
    'case-cleared': (count) => `联审通过的案件 ${count} 个`,
  },
  en: {
    'request-issued': (count) => plural(count, 'new vetting request', 'new vetting requests'),
    'request-recalled': (count) => `${plural(count, 'vetting request', 'vetting requests')} recalled, no answer needed`,
    'request-overdue': (count) => `${plural(count, 'vetting request', 'vetting requests')} overdue`,
    'verdict-rejected': (count) => `${plural(count, 'verdict', 'verdicts')} not accepted, to be checked and sent again`,
    'case-overdue': (count) => `${plural(count, 'case', 'cases')} with a request that is overdue`,
    'case-halted': (count) => `${plural(count, 'case', 'cases')} halted, waiting for a person`,
    'supplement-sent': (count) => `${plural(count, 'vetting request', 'vetting requests')} supplemented, with a later due time`,
    'extension-decided': (count) => `${plural(count, 'extension', 'extensions')} decided`,
    'case-resumed': (count) => `${plural(count, 'case', 'cases')} in vetting again`,
    'case-suspended': (count) => `${plural(count, 'case', 'cases')} suspended`,
    'case-terminated': (count) => `${plural(count, 'case', 'cases')} terminated`,
    'case-withdrawn': (count) => `${plural(count, 'case', 'cases')} withdrawn`,
    'case-lapsed': (count) => `${plural(count, 'conclusion', 'conclusions')} lapsed`,
    'case-question-asked': (count) => `${plural(count, 'question', 'questions')} of agencies to be answered`,
    'case-extension-asked': (count) => `${plural(count, 'extension', 'extensions')} to be decided`,
    'case-request-declined': (count) => `${plural(count, 'request', 'requests')} to be reassigned or waived`,
    'case-request-withheld': (count) => `${plural(count, 'request', 'requests')} kept from their agencies, to be reassigned or waived`,
    'case-decision-proposed': (count) => `${plural(count, 'decision', 'decisions')} waiting for a second person`,
    'case-same-person-found': (count) => `${plural(count, 'case', 'cases')} whose person stands in another case, too`,
    'case-held-by-other-case': (count) => `${plural(count, 'case', 'cases')} held by a flag in another case of the same person`,
    'case-alarm-missing': (count) => `${plural(count, 'case', 'cases')} in which something was due and was not recorded, to be looked into`,
    'case-flag-fell': (count) => `${plural(count, 'case', 'cases')} in which a flag stands no more`,
    'case-read-without-task': (count) => `${plural(count, 'record', 'records')} of personal data read without an open task, to be looked into`,
    'request-reminder': (count) => `${plural(count, 'reminder of a vetting request', 'reminders of vetting requests')}`,
    'request-escalated': (count) => `${plural(count, 'vetting request', 'vetting requests')} overdue, for the head of the agency`,
    'deadline-moved': (count) => `${plural(count, 'vetting request', 'vetting requests')} whose due time has moved`,
    'case-answer-reminder': (count) => `${plural(count, 'case', 'cases')} with a request that is due soon`,
    'case-overdue-escalated': (count) => `${plural(count, 'case', 'cases')} with a request that stays overdue`,
    'case-overdue-for-leader': (count) => `${plural(count, 'case', 'cases')} overdue for long, for the supervising leader`,
    'case-review-due': (count) => `${plural(count, 'review', 'reviews')} of halts or suspensions due`,
    'case-review-for-head': (count) => `${plural(count, 'review', 'reviews')} overdue, for the head`,
    'case-review-for-leader': (count) => `${plural(count, 'review', 'reviews')} overdue for long, for the supervising leader`,
    'case-cleared': (count) => `${plural(count, 'case', 'cases')} cleared`,
  },
};

const AROUND = {
  zh: {
    subject: (count: number) => `【联审】${count} 项新通知`,
    due: (at: string) => `新请求中最早的反馈期限：${at}`,
    end: '请登录联审系统收件箱查看。本邮件由系统自动发出，不含任何人员信息，请勿回复。',
  },
  en: {
    subject: (count: number) => `[Lianshen] ${plural(count, 'new notice', 'new notices')}`,
    due: (at: string) => `The earliest answer among the new requests is due ${at} (China).`,
    end: 'Sign in and see the inbox. This mail was sent by the system and names no person; please do not reply.',
  },
} as const;

/** One mail for many notices of one desk: how many of each kind, and what is due first. Nobody is named, not even the desk. */
export function digestText(language: Language, items: readonly Item[]): DigestText {
  const words = AROUND[language];
  const lines = NoticeFact.options.flatMap((fact) => {
    const count = items.filter((item) => item.fact === fact).length;
    return count === 0 ? [] : [`- ${LINES[language][fact](count)}`];
  });
  const due = items.flatMap(({ fact, dueAt }) => (fact === 'request-issued' && dueAt !== null ? [dueAt] : []));
  const first = due.length === 0 ? [] : [words.due(inChinaText(due.reduce((least, each) => Math.min(least, each))))];
  return { subject: words.subject(items.length), text: [...lines, '', ...first, words.end, ''].join('\n') };
}
