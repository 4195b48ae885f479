import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import type { Connection } from 'mongoose';
import type { Registry } from 'prom-client';
import { SignInController } from '@lianshen/platform/identity';
import { JetStreamStrategy, type Nats } from '@lianshen/platform/messaging';
import { consumingCheck, groundChecks, identityProviders, MONGO, NATS, ProcessModule, WrappingKeysController } from '@lianshen/platform/process';
import { gauge, HealthController, METRICS, MetricsController, READINESS_CHECKS, type ReadinessCheck } from '@lianshen/platform/telemetry';
import { deliveryOutcomes } from './deliveries/delivery-outcomes.js';
import { ListDeliveriesController } from './deliveries/list-deliveries.controller.js';
import { Desks } from './desks/desks.js';
import { PreferencesController } from './desks/preferences.controller.js';
import { ENVIRONMENT, type NotifierEnvironment } from './environment.js';
import { InboxChannel } from './inbox/inbox-channel.js';
import { InboxController } from './inbox/inbox.controller.js';
import { InboxStreams, STANDARD_STREAM_BOUNDS, STREAM_BOUNDS } from './inbox/inbox-streams.js';
import { StreamInboxController } from './inbox/stream-inbox.controller.js';
import { MailChannel } from './mail/mail-channel.js';
import { mailProviders } from './mail/mail-providers.js';
import { CHANNELS, type Channel } from './receive/channel.js';
import { NoticeIntake } from './receive/notice-intake.js';
import { noticeReceiver } from './receive/notice-receiver.js';
import { NoticesConsumer } from './receive/notices.consumer.js';
import { NotifierStore } from './store/notifier-store.js';

/** Ready means: the store and NATS answer, and facts are being pulled. */
const readinessChecks: Provider = {
  provide: READINESS_CHECKS,
  inject: [MONGO, NATS, JetStreamStrategy],
  useFactory: (mongo: Connection, nats: Nats, facts: JetStreamStrategy): ReadinessCheck[] => [...groundChecks(mongo, nats), consumingCheck(facts)],
};

const channels = (environment: NotifierEnvironment): Provider => ({
  provide: CHANNELS,
  inject: environment.SMTP_URL === undefined ? [InboxChannel] : [InboxChannel, MailChannel],
  useFactory: (...all: Channel[]) => all,
});

const intake: Provider = {
  provide: NoticeIntake,
  inject: [CHANNELS, METRICS],
  useFactory: (all: readonly Channel[], registry: Registry) => {
    const gathered = new NoticeIntake(all);
    gauge(registry, 'hub_notices_waiting', 'messages whose notices wait for the store', () => gathered.waitingCount);
    return gathered;
  },
};

/** The notifier: it tells desks what happened, and holds no personal data. */
@Module({})
export class AppModule {
  static for(environment: NotifierEnvironment): DynamicModule {
    return {
      module: AppModule,
      imports: [ProcessModule.forService('notifier', environment)],
      controllers: [HealthController, MetricsController, SignInController, WrappingKeysController, PreferencesController, StreamInboxController, InboxController, ListDeliveriesController, NoticesConsumer],
      providers: [
        { provide: ENVIRONMENT, useValue: environment },
        { provide: STREAM_BOUNDS, useValue: STANDARD_STREAM_BOUNDS },
        ...identityProviders(environment),
        readinessChecks,
        NotifierStore, Desks, deliveryOutcomes,
        InboxStreams, InboxChannel, ...mailProviders(environment), channels(environment),
        intake, ...noticeReceiver,
      ],
    };
  }
}
