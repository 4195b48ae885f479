import { CircuitState } from 'cockatiel';
import type { Registry } from 'prom-client';
import { counter, gauge, histogram } from '@lianshen/platform/telemetry';
import type { LookUp } from '../connector.js';

/** As it is shown on /metrics. */
const STATE_FIGURES: Readonly<Record<CircuitState, number>> = { [CircuitState.Closed]: 0, [CircuitState.HalfOpen]: 1, [CircuitState.Open]: 2, [CircuitState.Isolated]: 2 };

export interface LookUpFigures {
  /** Notes a look-up that ended, with how long it took, its retries and its wait for a place in it. */
  ended(lookUp: LookUp, tookMs: number): void;
}

/** The figures of look-ups at a service. Labels are closed lists. */
export function lookUpFigures(metrics: Registry, state: () => CircuitState): LookUpFigures {
  const outcomes = counter(metrics, 'hub_look_ups_total', 'look-ups at the agency’s service, by what came of them', ['outcome']);
  const seconds = histogram(metrics, 'hub_look_up_seconds', 'how long a look-up took, retries and waiting for a place included', [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30]);
  gauge(metrics, 'hub_look_up_circuit', 'circuit breaker of the look-up service: 0 closed, 1 trying again, 2 open', () => STATE_FIGURES[state()]);
  return {
    ended: (lookUp, tookMs) => {
      outcomes.inc({ outcome: lookUp.outcome === 'unavailable' ? lookUp.code : lookUp.outcome });
      seconds.observe(tookMs / 1_000);
    },
  };
}
