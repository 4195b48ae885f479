import { error, warning, type Flaw, type Path } from '../../json-file/index.js';
import type { Policy, PolicyAgency } from '../policy.js';
import { Told, type Ladder, type Reminder } from '../reminder-rules.js';

/** What the reminders and ladders of the whole policy say that cannot be meant. */
export function remindersOfPolicy({ ladder, reviewLadder }: Policy): Flaw[] {
  const toNobody = (reviewLadder ?? []).flatMap(({ tell }, index) =>
    tell === 'clerk' ? [error('policy.review-ladder-clerk', ['reviewLadder', index, 'tell'], '复核由协调单位负责，没有单位经办人可告知。', 'A review is for the coordinator; there is no clerk of an agency to be told.')] : [],
  );
  return [...ladderFlaws(ladder, ['ladder']), ...ladderFlaws(reviewLadder, ['reviewLadder']), ...toNobody];
}

/** And what those of one agency say. */
export function remindersOfAgency({ reminders = [], ladder, within }: PolicyAgency, path: Path): Flaw[] {
  return [...reminders.flatMap((reminder, index) => reminderFlaws(reminder, within, [...path, 'reminders', index, 'workingDaysBefore'])), ...ladderFlaws(ladder, [...path, 'ladder'])];
}

function reminderFlaws({ workingDaysBefore: days }: Reminder, within: PolicyAgency['within'], path: Path): Flaw[] {
  if (days === undefined) return [];
  if ('minutes' in within) return [error('policy.reminder-days-without-days', path, '以分钟计的时限没有工作日可数；请改用 share。', 'A limit in minutes has no working days to count; use "share".')];
  if (days < within.workingDays) return [];
  return [warning('policy.reminder-too-early', path, `提前 ${days} 个工作日催办早于请求发出，不会发送。`, `A reminder ${days} working days before comes before the request goes out, so it is never sent.`)];
}

function ladderFlaws(ladder: Ladder = [], path: Path): Flaw[] {
  const found = ladder.flatMap((rung, index): Flaw[] => {
    const before = ladder[index - 1];
    if (!before || (before.workingDaysAfter <= rung.workingDaysAfter && rankOf(before) <= rankOf(rung))) return [];
    return [error('policy.ladder-descends', [...path, index], '督办阶梯应逐级向上，时间也应依次推后。', 'A ladder climbs: each rung is later than the one before it, or as late, and tells somebody as high or higher.')];
  });
  const highest = ladder.at(-1);
  if (highest && rankOf(highest) === 0) found.push(error('policy.ladder-climbs-nowhere', [...path, ladder.length - 1, 'tell'], '阶梯止于经办人，逾期无人督办；末级应为负责人、协调单位或分管领导。', 'The ladder ends with the clerk, so nobody looks into what is overdue; its last rung tells the head, the coordinator or the supervising leader.'));
  return found;
}

const rankOf = ({ tell }: { readonly tell: Told }): number => Told.options.indexOf(tell);
