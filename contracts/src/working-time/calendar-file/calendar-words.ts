import type { WordsFor } from '../../json-file/index.js';
import { YEAR_MAX, YEAR_MIN } from '../calendar-year.js';

/** What the schema of a calendar objects to, in words for whoever wrote the file. */
export const calendarWords: WordsFor = (issue, path) => {
  const [parent, last] = [path.at(-2), path.at(-1)];
  if (last === 'zone') return ['calendar.zone-unknown', '没有这个时区；请使用 IANA 名称，例如 Asia/Shanghai。', 'There is no such time zone; use a name of the IANA database, e.g. Asia/Shanghai.'];
  if (last === 'extends') return ['calendar.extends', 'extends 只能是 "china"，或不写。', '"extends" is "china", or left out.'];
  if (last === 'opens' || last === 'closes') return ['calendar.clock-time', '时间应写作 HH:MM，24 小时制，例如 08:30。', 'A time is HH:MM of 24 hours, e.g. 08:30.'];
  if (last === 'afterHours') return ['calendar.after-hours', '应为 next-day 或 same-day。', 'It is next-day or same-day.'];
  if (last === 'from' || last === 'to' || parent === 'shiftedWorkdays') return ['calendar.date', '不是有效的日期；应为 YYYY-MM-DD。', 'No date that exists; it is YYYY-MM-DD.'];
  if (last === 'year') return ['calendar.year', `年份应为 ${YEAR_MIN} 至 ${YEAR_MAX} 的整数。`, `A year is a whole number from ${YEAR_MIN} to ${YEAR_MAX}.`];
  if (last === 'name' && issue.code === 'invalid_format') return ['calendar.name', '名称由小写字母、数字和连字符组成，以字母开头，不超过 64 个字符。', 'A name has small letters, digits and hyphens, begins with a letter and has at most 64 characters.'];
  return undefined;
};
