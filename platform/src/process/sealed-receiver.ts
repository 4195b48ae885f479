import type { Provider } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { CLOCK, type Clock } from '../clock/index.js';
import { admitSealed, DeadLetters, JetStreamStrategy, type Nats } from '../messaging/index.js';
import { Sealer } from '../sealing/index.js';
import { counter, gauge, METRICS, type Log } from '../telemetry/index.js';
import { LOG, NATS } from './tokens.js';

/** The transport that brings sealed messages in: opened, verified and parsed before any consumer sees them. */
export const sealedReceiver = (side: 'agency' | 'coordinator', stream: string, durable: string): Provider => ({
  provide: JetStreamStrategy,
  inject: [NATS, Sealer, DeadLetters, CLOCK, LOG, METRICS],
  useFactory: (nats: Nats, sealer: Sealer, deadLetters: DeadLetters, clock: Clock, log: Log, registry: Registry) => {
    const outcomes = counter(registry, 'hub_messages_total', 'messages by outcome and reason', ['outcome', 'reason']);
    const strategy = new JetStreamStrategy({
      nats,
      stream,
      durable,
      admit: admitSealed(sealer, side, clock),
      deadLetters,
      log,
      onOutcome: (outcome, reason) => outcomes.inc({ outcome, reason }),
    });
    gauge(registry, 'hub_messages_in_flight', 'messages being handled', () => strategy.inFlightCount);
    return strategy;
  },
});
