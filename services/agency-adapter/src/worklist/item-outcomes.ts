import { Inject, Injectable } from '@nestjs/common';
import type { Counter, Registry } from 'prom-client';
import { PROBLEM_CODES, type ItemOutcome, type ItemRefusal, type ProblemCode } from '@lianshen/contracts/api';
import { Fault, type Refusal, type RequestId, type Result } from '@lianshen/contracts/kernel';
import { refusalWords } from '@lianshen/platform/http';
import { LOG } from '@lianshen/platform/process';
import { counter, METRICS, type Log } from '@lianshen/platform/telemetry';

type Done = NonNullable<ItemOutcome['status']>;

/** What becomes of each item of many, as it is told and counted. */
@Injectable()
export class ItemOutcomes {
  private readonly counted: Counter<'command' | 'outcome'>;

  constructor(
    @Inject(LOG) private readonly log: Log,
    @Inject(METRICS) metrics: Registry,
  ) {
    this.counted = counter(metrics, 'hub_items_of_many_total', 'items that were answered or approved among many, by what became of each', ['command', 'outcome']);
  }

  /**
   * Does it to every item, each by itself: what breaks for one is told of that one, and the others go on.
   * @param command its name, for the figures. @param work resolves to the item's status after it.
   */
  each(command: string, requestIds: readonly RequestId[], work: (requestId: RequestId) => Promise<Result<Done> | undefined>): Promise<ItemOutcome[]> {
    return Promise.all(
      requestIds.map(async (requestId) => {
        const outcome = await this.one(requestId, work);
        this.counted.inc({ command, outcome: outcome.refusal?.code ?? outcome.outcome });
        return outcome;
      }),
    );
  }

  private async one(requestId: RequestId, work: (requestId: RequestId) => Promise<Result<Done> | undefined>): Promise<ItemOutcome> {
    try {
      const result = await work(requestId);
      if (!result) return { requestId, outcome: 'left-out', status: null, refusal: null };
      return result.ok ? { requestId, outcome: 'done', status: result.value, refusal: null } : refusedItem(requestId, result.refusal);
    } catch (error) {
      this.log.warn({ err: error }, 'one item of many met an error');
      return refusedItem(requestId, { code: error instanceof Fault ? 'fault' : 'defect', params: {} });
    }
  }
}

const refusedItem = (requestId: RequestId, refusal: Refusal): ItemOutcome => ({ requestId, outcome: 'refused', status: null, refusal: describeRefusal(refusal) });

/** A refusal in an answer that tells of many. */
export function describeRefusal({ code, params }: Refusal): ItemRefusal {
  const known = Object.hasOwn(PROBLEM_CODES, code) ? (code as ProblemCode) : 'defect';
  return { code: known, params: { ...params }, sentence: refusalWords(known) };
}
