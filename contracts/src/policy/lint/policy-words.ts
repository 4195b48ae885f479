import type { WordsFor } from '../../json-file/index.js';
import { FLAG_CODES, PersonField, VerdictCode } from '../../messages/index.js';
import { CountingRule } from '../../working-time/index.js';
import { Predicate } from '../predicate.js';
import { Told } from '../reminder-rules.js';

/** What the policy's schema objects to, in words for whoever wrote the file. */
export const policyWords: WordsFor = (issue, path) => {
  const [parent, last] = path.slice(-2);
  if (path.includes('reminders')) return reminderWords(issue, last);
  if (path.includes('ladder') || path.includes('reviewLadder')) return ladderWords(issue, path);
  if (issue.code === 'custom' && issue.params?.['rule'] === 'agency-twice') return ['policy.agency-twice', '同一单位列了两次；请合并为一条。', 'The agency is listed twice; make one entry of both.'];
  if (issue.code === 'custom' && issue.params?.['rule'] === 'no-clear') return ['policy.no-clear', '没有一个类别对应 CLEAR，该单位无法表示无反映。', 'No category means CLEAR, so the agency could never clear anyone.'];
  if (last === 'is') return ['policy.predicate-unknown', `未知条件；可用的条件：${Predicate.options.join('、')}。`, `Unknown predicate; there are: ${Predicate.options.join(', ')}.`];
  if (parent === 'categories') return ['policy.category-without-code', `类别“${String(last)}”没有对应代码；应为 ${VerdictCode.options.join('、')} 之一。`, `The category "${String(last)}" has no code; it is one of ${VerdictCode.options.join(', ')}.`];
  if (parent === 'fields') return ['policy.person-field-unknown', `请求中没有这个人员字段；可用：${PersonField.options.join('、')}。`, `No request carries this field of a person; there are: ${PersonField.options.join(', ')}.`];
  if (path.includes('blocks') || path.includes('advises')) return ['policy.flag-unknown', `不是反映代码；应为 ${FLAG_CODES.join('、')}，或 {codes, when}。`, `Not a flag; it is one of ${FLAG_CODES.join(', ')}, or {codes, when}.`];
  if (last === 'approversMin') return ['policy.approvers', '签发人数应为 1 至 5。', 'The number of approvers is from 1 to 5.'];
  if (last === 'counting') return ['policy.counting', `计算规则应为 ${CountingRule.options.join(' 或 ')}。`, `A counting rule is ${CountingRule.options.join(' or ')}.`];
  if (path.includes('pauseMax')) return ['policy.pause-limit', '最长暂停应为 {workingDays: 1至250}。', 'The longest pause is {workingDays: 1 to 250}.'];
  if (path.includes('extensionMax')) return ['policy.extension-limit', '延期上限应为 {workingDays: 1至250}。', 'The most that extensions may give is {workingDays: 1 to 250}.'];
  if (path.includes('within')) return ['policy.limit', '答复时限应为 {workingDays: 1至250} 或 {minutes: 1至129600}，二者取一。', 'A reply limit is {workingDays: 1 to 250} or {minutes: 1 to 129600}, one of both.'];
  if (path.includes('asked') || last === 'when') return ['policy.condition', '条件应为 {any: […]}、{all: […]}、{not: …} 或 {is: …} 之一。', 'A condition is one of {any: […]}, {all: […]}, {not: …}, {is: …}.'];
  return undefined;
};

const reminderWords = (issue: Parameters<WordsFor>[0], last: PropertyKey | undefined): ReturnType<WordsFor> => {
  if (issue.code === 'custom') return ['policy.reminder-moment', '催办应写 share 或 workingDaysBefore，二者取一。', 'A reminder has a share or workingDaysBefore, one of both.'];
  if (last === 'share') return ['policy.reminder-share', '比例应为 1 至 100 的整数（百分数）。', 'A share is a whole percentage from 1 to 100.'];
  if (last === 'workingDaysBefore') return ['policy.reminder-days', '提前的工作日应为 0 至 60。', 'Working days before the due time are from 0 to 60.'];
  return issue.code === 'unrecognized_keys' ? undefined : TOLD_OR_SHAPE;
};

const ladderWords = (issue: Parameters<WordsFor>[0], path: readonly PropertyKey[]): ReturnType<WordsFor> => {
  const last = path.at(-1);
  if (last === 'times' || last === 'everyWorkingDays' || last === 'again') return ['policy.ladder-endless', '重复督办必须有尽头：again 应为 {everyWorkingDays: 1至60, times: 1至20}。', 'A rung that is repeated has to end: again is {everyWorkingDays: 1 to 60, times: 1 to 20}.'];
  if (last === 'ladder' || last === 'reviewLadder') return ['policy.ladder-empty', '督办阶梯应有 1 至 10 级。', 'A ladder has from 1 to 10 rungs.'];
  if (last === 'workingDaysAfter') return ['policy.ladder-days', '逾期后的工作日应为 0 至 60。', 'Working days after the due time are from 0 to 60.'];
  return issue.code === 'unrecognized_keys' ? undefined : TOLD_OR_SHAPE;
};

const TOLD_OR_SHAPE: ReturnType<WordsFor> = ['policy.told-unknown', `告知对象应为 ${Told.options.join('、')}。`, `Who is told is one of ${Told.options.join(', ')}.`];
