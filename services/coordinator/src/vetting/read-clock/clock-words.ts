import type { ReplyLimit } from '@lianshen/contracts/policy';
import type { AgencyName } from '@lianshen/contracts/messages';
import { stepWords, toldWords, type ReminderStep } from '@lianshen/contracts/reminders';
import type { CaseClockEntry, ClockEntry, DueNext, DueRule } from '../domain/index.js';
import type { Words } from '../read-case/event-words.js';

const OF_REQUEST: Readonly<Record<ClockEntry['kind'], Words>> = {
  started: { zh: '开始计时', en: 'The clock started' },
  received: { zh: '单位已签收', en: 'The agency has the request' },
  paused: { zh: '单位请求补充材料，暂停计时', en: 'The agency asks for more; its clock stands still' },
  'question-added': { zh: '暂停期间单位又提出请求', en: 'The agency asks for more during the pause' },
  resumed: { zh: '已补充材料，按剩余时间继续计时', en: 'What was asked for was sent; the clock goes on with what was left' },
  'extension-asked': { zh: '单位申请延期，待人工答复', en: 'The agency asks for more time; a person decides' },
  'extension-granted': { zh: '同意延期', en: 'The extension was granted' },
  'extension-refused': { zh: '不同意延期', en: 'The extension was refused' },
  'pause-ended': { zh: '最长暂停已到，按剩余时间继续计时；材料仍可补充', en: 'The longest pause is over; the clock goes on with what was left, and the question can still be answered' },
  recounted: { zh: '工作日历已明确，期限重新计算', en: 'The calendar became known; the due time was counted again' },
  reminded: { zh: '催办', en: 'A reminder' },
  escalated: { zh: '逾期督办', en: 'Escalated' },
  overdue: { zh: '期限已过，单位未答复', en: 'The due time passed without an answer' },
  stopped: { zh: '停止计时', en: 'The clock stopped' },
};

const STOPPED: Readonly<Record<Extract<ClockEntry, { kind: 'stopped' }>['because'], Words>> = {
  answered: { zh: '单位已答复，停止计时', en: 'The agency answered; the clock stopped' },
  recalled: { zh: '请求已撤回，停止计时', en: 'The request was recalled; the clock stopped' },
  declined: { zh: '单位表示不属其职责或须回避，停止计时', en: 'The agency does not answer; the clock stopped' },
  reassigned: { zh: '改由其他单位答复，停止计时', en: 'Another agency answers instead; the clock stopped' },
  waived: { zh: '免予征求该单位意见，停止计时', en: 'Two persons decided to do without the agency; the clock stopped' },
  withheld: { zh: '请求暂未送达单位，不计时', en: 'The request is kept from the agency; the clock does not run' },
};

const OF_CASE: Readonly<Record<CaseClockEntry['kind'], Words>> = {
  opened: { zh: '立案', en: 'The case was opened' },
  started: { zh: '发起联审，开始计时', en: 'Vetting began' },
  halted: { zh: '联审中止', en: 'A flag halted the case' },
  'review-opened': { zh: '因办理人员回避，重新研判', en: 'Decisions fell because of a recusal; others decide anew' },
  suspended: { zh: '暂缓', en: 'The case was suspended' },
  resumed: { zh: '恢复联审', en: 'Vetting goes on' },
  cleared: { zh: '联审通过', en: 'The joint conclusion was issued' },
  lapsed: { zh: '联审结论已过有效期', en: 'The joint conclusion has lapsed' },
  withdrawn: { zh: '撤回', en: 'The candidate was withdrawn' },
  terminated: { zh: '终止', en: 'The case was terminated' },
  'review-escalated': { zh: '到期未复核，督办', en: 'The review is due and was escalated' },
};

export function entryWords(entry: ClockEntry): Words {
  if (entry.kind === 'stopped') return STOPPED[entry.because];
  return entry.kind === 'reminded' || entry.kind === 'escalated' ? withStep(OF_REQUEST[entry.kind], entry.step) : OF_REQUEST[entry.kind];
}

export const caseEntryWords = ({ kind, step }: CaseClockEntry): Words => (step ? withStep(OF_CASE[kind], step) : OF_CASE[kind]);

/** Who is told, and by which rule. */
function withStep({ zh, en }: Words, step: ReminderStep): Words {
  const [told, why] = [toldWords(step.tell), stepWords(step)];
  return { zh: `${zh}：告知${told.zh}（${why.zh}）`, en: `${en}: ${told.en} (${why.en})` };
}

/** By which rule an answer is due. @param nameOf the name of the share whose limit it is. */
export function ruleWords(rule: DueRule, nameOf: (share: string) => AgencyName): Words {
  switch (rule.by) {
    case 'limit': {
      const [{ zh, en }, limit] = [nameOf(rule.share), limitWords(rule.within)];
      return { zh: `方案对${zh}规定的答复期限：${limit.zh}`, en: `The policy's limit for ${en}: ${limit.en}` };
    }
    case 'kept':
      return { zh: '沿用合并前请求的期限', en: 'The deadline of the requests that came together in this one' };
    case 'pause':
      return { zh: `按第${rule.supplement}次补充材料前的暂停时间顺延`, en: `Moved by the pause that ended with supplement ${rule.supplement}` };
    case 'pause-ended':
      return { zh: `按第${rule.question}次询问的最长暂停顺延`, en: `Moved by the longest pause of question ${rule.question}` };
    case 'left':
      return { zh: '恢复联审，按中止时剩余的时间', en: 'What was left of its time when the case was halted' };
    case 'recounted':
      return { zh: '工作日历明确后重新计算', en: 'Counted again by the calendar that became known' };
    case 'extension':
      return { zh: `经人工同意的第${rule.extension}次延期`, en: `Extension ${rule.extension}, granted by a person` };
  }
}

const limitWords = (within: ReplyLimit): Words =>
  'minutes' in within
    ? { zh: `自发出起${within.minutes}分钟`, en: `${within.minutes} min from when it was issued` }
    : { zh: `自发出次日起${within.workingDays}个工作日，至末日下班时止`, en: `${within.workingDays} working day(s) from the day after it was issued, until the office closes on the last` };

const OF_DUE = {
  recall: { zh: '联审已停止，未答复的请求在下一节拍撤回', en: 'The case has stopped: what is open is recalled at the beat' },
  review: { zh: '中止、暂缓期满须由人研判', en: 'A person has to look at the halt or the suspension again' },
  'end-of-validity': { zh: '联审结论有效期届满', en: 'The joint conclusion lapses' },
  'end-of-pause': { zh: '最长暂停届满，期限继续计算', en: 'The longest pause is over; the clock runs on' },
  reminder: { zh: '催办', en: 'A reminder' },
  escalation: { zh: '逾期督办', en: 'An overdue answer is escalated' },
  'review-escalation': { zh: '到期未复核，督办', en: 'The review is escalated' },
} as const satisfies Readonly<Record<Exclude<DueNext['what'], 'answer'>, Words>>;

export function dueWords(due: DueNext, nameOf: (share: string) => AgencyName): Words {
  if (due.what === 'answer') return ruleWords(due.rule, nameOf);
  return 'step' in due ? withStep(OF_DUE[due.what], due.step) : OF_DUE[due.what];
}
