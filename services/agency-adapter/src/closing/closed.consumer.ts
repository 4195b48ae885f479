import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { ok, type Result } from '@lianshen/contracts/kernel';
import type { Inbound } from '@lianshen/platform/messaging';
import { AgencyClosing } from './agency-closing.js';

@Controller()
export class ClosedConsumer {
  constructor(@Inject(AgencyClosing) private readonly closing: AgencyClosing) {}

  /** The agency is merged into another, now or at a time to come. */
  @EventPattern<string>('closed')
  async closed(@Payload() { messageId, data }: Inbound<'closed'>): Promise<Result<void>> {
    const recorded = await this.closing.record(data, messageId);
    return recorded.ok ? ok(undefined) : recorded;
  }
}
