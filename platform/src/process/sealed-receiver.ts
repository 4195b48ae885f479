import type { Provider } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { CLOCK, type Clock } from '../clock/index.js';
import { admitSealed, DeadLetters, JetStreamStrategy, type Nats, type Source } from '../messaging/index.js';
import { Sealer, type OpenedMessage, type OwnKeyRing } from '../sealing/index.js';
import { counter, gauge, METRICS, type Log } from '../telemetry/index.js';
import { LOG, NATS, OWN_KEYS } from './tokens.js';

/** Optional: what must have happened before a message is judged. */
export const BEFORE_EACH_MESSAGE = Symbol('BEFORE_EACH_MESSAGE');

/**
 * The transport that brings sealed messages in: opened, verified and parsed before any consumer sees them. At the coordinator
 * each sender has a budget of messages that come to nothing.
 * @param sources those that are known from the start.
 */
export const sealedReceiver = (side: 'agency' | 'coordinator', sources: readonly Source[]): Provider => ({
  provide: JetStreamStrategy,
  inject: [NATS, Sealer, OWN_KEYS, DeadLetters, CLOCK, LOG, METRICS, { token: BEFORE_EACH_MESSAGE, optional: true }],
  useFactory: (nats: Nats, sealer: Sealer, own: OwnKeyRing, deadLetters: DeadLetters, clock: Clock, log: Log, registry: Registry, beforeEach?: () => Promise<void>) => {
    const outcomes = counter(registry, 'hub_messages_total', 'messages by outcome and reason', ['outcome', 'reason']);
    const slowed = counter(registry, 'hub_senders_slowed_total', 'times that a sender had too many messages come to nothing', ['sender']);
    const strategy = new JetStreamStrategy({
      nats,
      sources,
      admit: admitSealed(sealer, side, clock, side === 'agency' ? activatesNextKeys(own, log) : undefined),
      deadLetters,
      beforeEach,
      log,
      onOutcome: (outcome, reason) => outcomes.inc({ outcome, reason }),
      budget: side === 'coordinator' ? { onSlowed: (sender) => slowed.inc({ sender }) } : undefined,
    });
    gauge(registry, 'hub_senders_narrow', 'senders of which one line is handled at a time now', () => strategy.narrowCount);
    gauge(registry, 'hub_senders_slow', 'senders that are pulled slowly now', () => strategy.slowCount);
    gauge(registry, 'hub_messages_in_flight', 'messages being handled', () => strategy.inFlightCount);
    return strategy;
  },
});

/** The coordinator has sealed to an agency's next keys, so it has registered them: they are put into use. A failure waits for the next message. */
const activatesNextKeys =
  (own: OwnKeyRing, log: Log) =>
  ({ receiverKid }: OpenedMessage): void => {
    own.activateWhenAddressed(receiverKid).catch((error: unknown) => log.warn({ err: error }, 'the next keys cannot be put into use yet'));
  };
