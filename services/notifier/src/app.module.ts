import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import type { Connection } from 'mongoose';
import type { Nats } from '@lianshen/platform/messaging';
import { groundChecks, identityProviders, MONGO, NATS, ProcessModule } from '@lianshen/platform/process';
import { HealthController, MetricsController, READINESS_CHECKS, type ReadinessCheck } from '@lianshen/platform/telemetry';
import type { NotifierEnvironment } from './environment.js';

const readinessChecks: Provider = {
  provide: READINESS_CHECKS,
  inject: [MONGO, NATS],
  useFactory: (mongo: Connection, nats: Nats): ReadinessCheck[] => groundChecks(mongo, nats),
};

/** The notifier's process: it stands on its store and NATS, and tells nobody anything yet. */
@Module({})
export class AppModule {
  static for(environment: NotifierEnvironment): DynamicModule {
    return {
      module: AppModule,
      imports: [ProcessModule.forService('notifier', environment)],
      controllers: [HealthController, MetricsController],
      providers: [...identityProviders(environment), readinessChecks],
    };
  }
}
