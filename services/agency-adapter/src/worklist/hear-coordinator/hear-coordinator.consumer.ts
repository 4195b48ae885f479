import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { COORDINATOR, ok, partsOfRequestId, refuse, type RequestId, type Result } from '@lianshen/contracts/kernel';
import type { Inbound } from '@lianshen/platform/messaging';
import { KeyVault } from '@lianshen/platform/sealing';
import { ENVIRONMENT, type AdapterEnvironment } from '../../environment.js';
import { receiveSupplement, recordDeadlineMoved, recordExtensionDecision, type ItemEvent, type ItemState } from '../domain/index.js';
import { ItemStreams } from '../item-streams.js';

/** What the coordinator answers to a question or a wish for more time. */
@Controller()
export class HearCoordinatorConsumer {
  constructor(
    @Inject(ItemStreams) private readonly items: ItemStreams,
    @Inject(KeyVault) private readonly vault: KeyVault,
    @Inject(ENVIRONMENT) private readonly environment: AdapterEnvironment,
  ) {}

  /** Takes a supplement: an item that waited is open again, and its verdict will bind it. */
  @EventPattern<string>('supplement')
  async supplement(@Payload() { messageId, data, payloadHash }: Inbound<'supplement'>): Promise<Result<void>> {
    if (partsOfRequestId(data.requestId).agency !== this.environment.AGENCY_ID) return refuse('message.foreign');
    // It may overtake its request, and its text is encrypted under the key of the item.
    await this.vault.create(data.requestId);
    return this.execute(data.requestId, messageId, (state) => receiveSupplement(state, data, payloadHash));
  }

  @EventPattern<string>('extension-decided')
  extensionDecided(@Payload() { messageId, data }: Inbound<'extension-decided'>): Promise<Result<void>> {
    return this.execute(data.requestId, messageId, (state) => recordExtensionDecision(state, data));
  }

  /** Takes a due time that has moved without its having been asked for; an item whose longest pause is over is open again. */
  @EventPattern<string>('deadline-moved')
  async deadlineMoved(@Payload() { messageId, data }: Inbound<'deadline-moved'>): Promise<Result<void>> {
    return this.execute(data.requestId, messageId, (state) => recordDeadlineMoved(state, data));
  }

  private async execute(requestId: RequestId, cause: string, decide: (state: ItemState) => Result<ItemEvent[]>): Promise<Result<void>> {
    const executed = await this.items.execute(requestId, { cause, actor: { kind: 'agency', id: COORDINATOR }, decide });
    return executed.ok ? ok(undefined) : executed;
  }
}
