import { join } from 'node:path';
import { projectRoot } from '../project-root.mjs';
import { readGivenFile } from '../read-given-file.mjs';
import { ToldError } from '../told-error.mjs';
import { textOf } from '../whole-file.mjs';

/** Where calendars of a stack lie that is started with its data in a folder. @param {string} dataDir */
export const calendarsOf = (dataDir) => join(dataDir, 'calendars');

/**
 * @param {string | undefined} given
 * @returns {string} the folder that was named, else that of CALENDAR_DIR, else that of `npm start`
 */
export const calendarFolder = (given) => {
  const named = process.env['CALENDAR_DIR'];
  return given ?? (named === undefined || named === '' ? calendarsOf(join(projectRoot, '.data')) : named);
};

/**
 * @param {{ folder: string, agency: string | undefined, usage: string }} options
 * @returns {Promise<string>} where the calendar of the agency lies, or that of the jurisdiction
 */
export const placeOf = async ({ folder, agency, usage }) => {
  const [{ FreeAgencyId }, { calendarFileName }] = await Promise.all([import('@lianshen/contracts/kernel'), import('@lianshen/contracts/working-time')]);
  if (agency !== undefined && !FreeAgencyId.safeParse(agency).success) throw new ToldError(`不是单位代号：${agency}`, `"${agency}" is no id of an agency. ${usage}`, { exitCode: 2 });
  return join(folder, calendarFileName(agency));
};

/**
 * The calendar that a deadline is counted by: of the file, else the agency's in the folder, else the jurisdiction's there, else
 * the one that ships.
 * @param {{ file: string | undefined, folder: string, agency: string | undefined, usage: string }} options
 * @returns {Promise<import('@lianshen/contracts/working-time').NamedCalendar>}
 */
export const calendarInForce = async ({ file, folder, agency, usage }) => {
  const [{ CHINA_CALENDAR, readCalendarFile }, { printProblem }] = await Promise.all([import('@lianshen/contracts/working-time'), import('@lianshen/contracts/json-file')]);
  const places = file === undefined ? [await placeOf({ folder, agency, usage }), await placeOf({ folder, agency: undefined, usage })] : [file];
  for (const path of places) {
    const text = file === undefined ? textOf(path) : readGivenFile(path);
    if (text === undefined) continue;
    const { read, problems } = readCalendarFile(text);
    if (read !== undefined) return read;
    const words = problems.map((problem) => printProblem(path, problem)).join('\n');
    throw new ToldError('日历有误，详见下文；请改正后重新导入。', `The calendar is not valid; correct it and import it again.\n${words}`);
  }
  return { name: 'china', calendar: CHINA_CALENDAR };
};
