import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

type Step = () => Promise<unknown>;

/**
 * What a process does after its doors are shut, in the order of the phases: first work that repeats, then the
 * writer's relay, then what both stand on. Each step has a bound of its own.
 */
@Injectable()
export class Shutdown implements OnApplicationShutdown {
  private readonly phases: Readonly<Record<'work' | 'relay' | 'ground', Step[]>> = { work: [], relay: [], ground: [] };

  add(phase: 'work' | 'relay' | 'ground', step: Step): void {
    this.phases[phase].push(step);
  }

  async onApplicationShutdown(): Promise<void> {
    for (const steps of [this.phases.work, this.phases.relay, this.phases.ground]) {
      await Promise.allSettled(steps.map((step) => step()));
    }
  }
}
