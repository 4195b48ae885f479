export * from './alarm-clock.js';
export * from './next-turn.js';
export * from './recurring.js';
export * from './resend-schedule.js';
export type { DueAlarm, WrongAlarms } from './set-alarms.js';
