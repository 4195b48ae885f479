import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Public } from '../identity/index.js';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export const METRICS = Symbol('METRICS');

/** The registry of one process, with Node's own figures in it. Labels are closed lists: never an id of a case. */
export function createMetrics(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  return registry;
}

export const counter = <L extends string = never>(registry: Registry, name: string, help: string, labelNames: L[] = []): Counter<L> =>
  new Counter({ name, help, labelNames, registers: [registry] });

/** How a figure is distributed. @param buckets upper bounds, in the unit that the name ends in. */
export const histogram = (registry: Registry, name: string, help: string, buckets: number[]): Histogram => new Histogram({ name, help, buckets, registers: [registry] });

/** A figure that is read when it is asked for: the length of a queue, a backlog. */
export const gauge = (registry: Registry, name: string, help: string, read: () => number | Promise<number>): Gauge =>
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await read());
    },
  });

@Controller('metrics')
@Public()
export class MetricsController {
  constructor(@Inject(METRICS) private readonly registry: Registry) {}

  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
