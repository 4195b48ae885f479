import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PartyId } from '@lianshen/contracts/kernel';
import { printProblem } from '@lianshen/contracts/json-file';
import { readCalendarFile, type WorkingCalendar } from '@lianshen/contracts/working-time';
import { ConfigurationError } from '@lianshen/platform/config';

const EXTENSION = '.json';

/**
 * The calendars of a folder by whom they are for: the jurisdiction's lies in `coordinator.json`, an agency's in `<agency>.json`.
 * Every file is looked at before one is refused.
 * @throws ConfigurationError that names each line of each file that is wrong, and why.
 */
export function readCalendars(folder: string): ReadonlyMap<PartyId, WorkingCalendar> {
  const calendars = new Map<PartyId, WorkingCalendar>();
  const wrong: string[] = [];
  for (const file of filesIn(folder)) {
    const path = join(folder, file);
    const party = PartyId.safeParse(file.slice(0, -EXTENSION.length));
    const { read: named, problems } = readCalendarFile(read(path, () => readFileSync(path, 'utf8')));
    if (!party.success) wrong.push(`${path}:1:1 error calendar.file-name\n  文件名应为 coordinator.json 或 <单位代号>.json。\n  The file is called coordinator.json, or <agency>.json.`);
    else if (named === undefined) wrong.push(...problems.filter(({ severity }) => severity === 'error').map((problem) => printProblem(path, problem)));
    else calendars.set(party.data, named.calendar);
  }
  if (wrong.length > 0) throw new ConfigurationError(`工作日历有误 / not a valid calendar:\n${wrong.join('\n')}`);
  return calendars;
}

/** Changes with any file of the folder. @throws ConfigurationError where it cannot be read. */
export function fingerprintOf(folder: string): string {
  return filesIn(folder)
    .map((file) => {
      const path = join(folder, file);
      const { mtimeMs, size, ino } = read(path, () => statSync(path));
      return `${file} ${mtimeMs} ${size} ${ino}`;
    })
    .join('\n');
}

/** A typing error would bring every deadline back to the calendar that ships. */
const filesIn = (folder: string): readonly string[] => read(folder, () => readdirSync(folder)).filter((name) => name.endsWith(EXTENSION)).sort();

/** @throws ConfigurationError where there is no such folder, or a file in it that the process may not read. */
function read<T>(path: string, from: () => T): T {
  try {
    return from();
  } catch (cause) {
    throw new ConfigurationError(`CALENDAR_DIR: 无法读取 / cannot be read: ${path}`, { cause });
  }
}
