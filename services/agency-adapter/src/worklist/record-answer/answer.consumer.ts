import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { COORDINATOR, ok, type RequestId, type Result } from '@lianshen/contracts/kernel';
import type { Inbound } from '@lianshen/platform/messaging';
import { recordFiled, recordRejected, type ItemEvent, type ItemState } from '../domain/index.js';
import { ItemStreams } from '../item-streams.js';

@Controller()
export class AnswerConsumer {
  constructor(@Inject(ItemStreams) private readonly items: ItemStreams) {}

  /** The coordinator has these verdicts in its ledger: they are not sent again. */
  @EventPattern<string>('filed')
  async filed(@Payload() { messageId, data }: Inbound<'filed'>): Promise<Result<void>> {
    const results = await Promise.all(data.verdicts.map((ref) => this.execute(ref.requestId, messageId, (state) => recordFiled(state, ref))));
    return results.find((result) => !result.ok) ?? ok(undefined);
  }

  /** The coordinator did not accept a verdict. */
  @EventPattern<string>('rejected')
  rejected(@Payload() { messageId, data }: Inbound<'rejected'>): Promise<Result<void>> {
    return this.execute(data.requestId, messageId, (state) => recordRejected(state, data));
  }

  private async execute(requestId: RequestId, cause: string, decide: (state: ItemState) => Result<ItemEvent[]>): Promise<Result<void>> {
    const executed = await this.items.execute(requestId, { cause, actor: { kind: 'agency', id: COORDINATOR }, decide });
    return executed.ok ? ok(undefined) : executed;
  }
}
