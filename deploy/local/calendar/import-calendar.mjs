import { readGivenFile } from '../read-given-file.mjs';
import { writeWhole } from '../whole-file.mjs';
import { placeOf } from './folder.mjs';

/**
 * Puts a calendar without errors where the coordinator reads it, within a minute where it runs; one with errors changes nothing.
 * @param {{ file: string, folder: string, agency: string | undefined, json: boolean, usage: string }} options
 * @returns {Promise<number>} 1 where it has an error
 */
export const importCalendar = async ({ file, folder, agency, json, usage }) => {
  const [{ readCalendarFile }, { printProblem }] = await Promise.all([import('@lianshen/contracts/working-time'), import('@lianshen/contracts/json-file')]);
  const place = await placeOf({ folder, agency, usage });
  const text = readGivenFile(file);
  const { read, problems } = readCalendarFile(text);
  if (read !== undefined) writeWhole(place, text);
  const years = read === undefined ? [] : [...read.calendar.years].sort((one, other) => one - other);
  if (json) {
    process.stdout.write(`${JSON.stringify({ imported: read === undefined ? null : place, agency: agency ?? null, years, problems })}\n`);
  } else {
    for (const problem of problems) process.stdout.write(`${printProblem(file, problem)}\n`);
    process.stdout.write(read === undefined ? '日历未导入，原有日历不变。\nNot imported; the calendar in force is as it was.\n' : importedWords({ name: read.name, agency, place, years }));
  }
  return read === undefined ? 1 : 0;
};

/** @param {{ name: string, agency: string | undefined, place: string, years: number[] }} imported */
const importedWords = ({ name, agency, place, years }) =>
  `已导入日历 ${name}（${agency === undefined ? '本辖区' : `单位 ${agency}`}；已知年份：${years.join('、')}）：${place}\n运行中的协调端一分钟内采用，并重新计算暂定的期限。\n` +
  `The calendar ${name} was imported (${agency === undefined ? 'jurisdiction' : `agency ${agency}`}; years that are known: ${years.join(', ')}).\nA coordinator that runs takes it in within a minute and counts provisional deadlines again.\n`;
