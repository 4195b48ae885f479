import type { Provider } from '@nestjs/common';
import type { Connection } from 'mongoose';
import { JetStreamStrategy, type Nats } from '@lianshen/platform/messaging';
import { consumingCheck, groundChecks, MONGO, NATS } from '@lianshen/platform/process';
import { READINESS_CHECKS, type ReadinessCheck } from '@lianshen/platform/telemetry';
import { CaseAlarms } from './vetting/overdue/case-alarms.js';

/** Ready means: the store answers, NATS answers, replies are being pulled, Redis answers. */
export const readinessChecks: Provider = {
  provide: READINESS_CHECKS,
  inject: [MONGO, NATS, JetStreamStrategy, CaseAlarms],
  useFactory: (mongo: Connection, nats: Nats, replies: JetStreamStrategy, alarms: CaseAlarms): ReadinessCheck[] => [
    ...groundChecks(mongo, nats),
    consumingCheck(replies),
    { name: 'redis', check: () => alarms.isReachable() },
  ],
};
