/** Office hours end then; a due time that is set by its day alone is at this time. */
const END_OF_DAY = '17:30';

/** What an input of day and time holds, as an instant: the office's clock is China's, wherever the browser is. */
export const instantOf = (local: string): string => new Date(`${local}:00+08:00`).toISOString();

/** The end of the office day in China. @param day YYYY-MM-DD. */
export const endOfDay = (day: string): string => instantOf(`${day}T${END_OF_DAY}`);
