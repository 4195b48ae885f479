import { createLog } from '@lianshen/platform/telemetry';
import { BullAlarmClock } from '@lianshen/platform/timers';

/** The alarm clock of the coordinator, without a coordinator. */
export const anAlarmClock = (redisUrl: string, prefix: string, onAlarm: (id: string) => Promise<void>): BullAlarmClock =>
  new BullAlarmClock({ redisUrl, prefix, now: () => Date.now(), log: createLog('bench', 'warn'), onAlarm, onFailure: () => undefined });
