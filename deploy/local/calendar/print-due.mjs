import { layOutTable } from '../display-width.mjs';

/** @typedef {import('@lianshen/contracts/working-time').ExplainedDay} ExplainedDay */

const RULES = { next: '收到次日起计算 from the next working day after receipt', first: '首日计入 the first day counts' };

/** @type {Record<ExplainedDay['because'], string>} */
const REASONS = {
  workday: '工作日 working day',
  'shifted-workday': '调休上班 shifted workday',
  weekend: '周末 weekend',
  holiday: '放假 holiday',
  'after-hours': '下班后收到，视为次日收到 came after closing: received the next day',
  received: '收到之日，不计 day of receipt, not counted',
};

/** @param {ExplainedDay} day */
const reasonOf = ({ because, holiday, provisional }) => `${REASONS[because]}${holiday === null ? '' : `：${holiday.zh} ${holiday.en}`}${provisional ? '（暂定 provisional）' : ''}`;

/**
 * A deadline and how it was counted.
 * @param {{ named: import('@lianshen/contracts/working-time').NamedCalendar, receivedAt: number, workingDays: number, rule: import('@lianshen/contracts/working-time').CountingRule, json: boolean }} options
 */
export const printDue = async ({ named: { name, calendar }, receivedAt, workingDays, rule, json }) => {
  const { explainDue, toClockTime, toZonedIso } = await import('@lianshen/contracts/working-time');
  const { zone, office } = calendar;
  const { dueAt, provisional, receivedOn, days } = explainDue(receivedAt, workingDays, calendar, rule);
  const [due, start] = [dueAt, receivedAt].map((at) => toZonedIso(at, zone));
  const hours = { opens: toClockTime(office.opensAtMinute), closes: toClockTime(office.closesAtMinute), afterHours: office.afterHours };
  if (json) return `${JSON.stringify({ due, provisional, rule, workingDays, start, receivedOn, zone: zone.name, office: hours, calendar: name, days })}\n`;
  const rows = days.map((day) => [day.date, day.counted === null ? '—' : String(day.counted), reasonOf(day)]);
  const guess = provisional ? '暂定：有的年份没有日历，按周一至周五计算。\nProvisional: a year without a calendar was counted Monday to Friday.\n' : '';
  return (
    `期限 due    ${due}\n收到 start  ${start}（视为 ${receivedOn} 收到 received on ${receivedOn}）\n规则 rule   ${workingDays} 个工作日，${RULES[rule]}\n` +
    `日历 calendar  ${name}，${zone.name}，${hours.opens}–${hours.closes}\n${guess}\n${layOutTable([['日期 date', '计数', '说明 why'], ...rows])}\n`
  );
};
