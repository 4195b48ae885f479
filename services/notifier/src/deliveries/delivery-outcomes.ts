import type { Provider } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { counter, METRICS } from '@lianshen/platform/telemetry';

type Count = (labels: { channel: 'inbox' | 'mail'; outcome: 'delivered' | 'retried' | 'undelivered' }, by?: number) => void;

/** Counts deliveries by channel and outcome. */
export class DeliveryOutcomes {
  constructor(readonly count: Count) {}
}

export const deliveryOutcomes: Provider = {
  provide: DeliveryOutcomes,
  inject: [METRICS],
  useFactory: (registry: Registry) => {
    const deliveries = counter(registry, 'hub_deliveries_total', 'notices in an inbox and mails, by outcome', ['channel', 'outcome']);
    return new DeliveryOutcomes((labels, by = 1) => deliveries.inc(labels, by));
  },
};
