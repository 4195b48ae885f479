import type { Connection } from 'mongoose';
import type { JetStreamStrategy, Nats } from '../messaging/index.js';
import type { ReadinessCheck } from '../telemetry/index.js';

/** What every process of the hub must have to be ready: its store and NATS answer. */
export const groundChecks = (mongo: Connection, nats: Nats): ReadinessCheck[] => [
  { name: 'mongodb', check: async () => (await mongo.db?.command({ ping: 1 }))?.ok === 1 },
  { name: 'nats', check: async () => (await nats.connection.rtt()) >= 0 },
];

/** And a party: its messages are being pulled. */
export const consumingCheck = (messages: JetStreamStrategy): ReadinessCheck => ({ name: 'messages', check: () => messages.isConsuming });
