import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { COORDINATOR, ok, type Result } from '@lianshen/contracts/kernel';
import type { Inbound } from '@lianshen/platform/messaging';
import { recallItem } from '../domain/index.js';
import { ItemStreams } from '../item-streams.js';

@Controller()
export class RecallConsumer {
  constructor(@Inject(ItemStreams) private readonly items: ItemStreams) {}

  /** Closes the item, or leaves a tombstone where the request has not come yet. */
  @EventPattern<string>('recall')
  async recall(@Payload() { messageId, data }: Inbound<'recall'>): Promise<Result<void>> {
    const executed = await this.items.execute(data.requestId, {
      cause: messageId,
      actor: { kind: 'agency', id: COORDINATOR },
      decide: (state) => recallItem(state, data.requestId),
    });
    return executed.ok ? ok(undefined) : executed;
  }
}
