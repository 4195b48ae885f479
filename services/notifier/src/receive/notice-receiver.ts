import type { Provider } from '@nestjs/common';
import type { Connection, mongo } from 'mongoose';
import type { Registry } from 'prom-client';
import { COORDINATOR } from '@lianshen/contracts/kernel';
import { NOTIFIER_DURABLE, streamNames } from '@lianshen/contracts/messages';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { DeadLetters, JetStreamStrategy, type DeadLetterDocument, type Nats } from '@lianshen/platform/messaging';
import { LOG, MONGO, NATS } from '@lianshen/platform/process';
import { WrappingKeys } from '@lianshen/platform/sealing';
import { counter, gauge, METRICS, type Log } from '@lianshen/platform/telemetry';
import { ENVIRONMENT, type NotifierEnvironment } from '../environment.js';
import { admitNotice } from './admit-notice.js';

const deadLetters: Provider = {
  provide: DeadLetters,
  inject: [MONGO, WrappingKeys, CLOCK, METRICS],
  useFactory: (connection: Connection, wrapping: WrappingKeys, clock: Clock, registry: Registry) => {
    const collection = connection.collection('dead_letters') as unknown as mongo.Collection<DeadLetterDocument>;
    const notKept = counter(registry, 'hub_dead_letters_not_kept_total', 'messages that could not be handled and found no place among the dead letters', ['reason']);
    const letters = new DeadLetters(collection, wrapping, () => clock.now(), (reason) => notKept.inc({ reason }));
    gauge(registry, 'hub_dead_letters', 'messages that could not be handled and wait for a person', () => letters.count());
    return letters;
  },
};

const strategy: Provider = {
  provide: JetStreamStrategy,
  inject: [NATS, DeadLetters, LOG, METRICS, ENVIRONMENT],
  useFactory: (nats: Nats, letters: DeadLetters, log: Log, registry: Registry, { JURISDICTION }: NotifierEnvironment) => {
    const outcomes = counter(registry, 'hub_messages_total', 'messages by outcome and reason', ['outcome', 'reason']);
    const transport = new JetStreamStrategy({
      nats,
      sources: [{ stream: streamNames(JURISDICTION).events, durable: NOTIFIER_DURABLE, sender: COORDINATOR }],
      admit: admitNotice,
      deadLetters: letters,
      log,
      onOutcome: (outcome, reason) => outcomes.inc({ outcome, reason }),
    });
    gauge(registry, 'hub_messages_in_flight', 'messages being handled', () => transport.inFlightCount);
    return transport;
  },
};

/** The transport that brings the facts in, and where those go that nobody understands. */
export const noticeReceiver: readonly Provider[] = [deadLetters, strategy];
