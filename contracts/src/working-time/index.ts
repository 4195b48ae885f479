export { type CalendarYear, type WorkingCalendar, toWorkingCalendar } from './calendar.js';
export { CHINA_CALENDAR, CHINA_YEARS } from './china-calendar.js';
export { type CivilDate, inChina, instantInChina, toCivilDate, toDayNumber } from './civil-date.js';
export { type Due, dueAt, isOfficeOpen, type TimeLimit, workingDaysLate } from './due-at.js';
export { type OfficeHours, STANDARD_OFFICE_HOURS } from './office-hours.js';
export { addWorkingMinutes, boundedWorkingMinutes, workingMinutesBetween } from './working-minutes.js';
export { addWorkingDays, isWorkingDay, type WorkingDay, workingDaysBetween } from './working-days.js';
