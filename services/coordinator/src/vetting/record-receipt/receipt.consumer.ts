import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { ok, partsOfRequestId, refuse, type Result } from '@lianshen/contracts/kernel';
import type { Inbound } from '@lianshen/platform/messaging';
import { AgencyRegistry } from '../../agencies/agency-registry.js';
import { CaseStreams } from '../case-streams.js';
import { recordReceipt } from '../domain/index.js';

@Controller()
export class ReceiptConsumer {
  constructor(
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(AgencyRegistry) private readonly agencies: AgencyRegistry,
  ) {}

  /** Notes receipts, many in one message. One that names another agency's request makes the whole message foreign. */
  @EventPattern<string>('received')
  async receive(@Payload() { source: agency, messageId, sentAt, data }: Inbound<'received'>): Promise<Result<void>> {
    const receipts = data.requestIds.map((requestId) => ({ requestId, ...partsOfRequestId(requestId) }));
    if (receipts.some((receipt) => receipt.agency !== agency)) return refuse('message.foreign');
    if (this.agencies.wasClosedAt(agency, sentAt)) return refuse('message.agency-merged');
    const results = await Promise.all(
      receipts.map(({ caseId, requestId }) =>
        this.cases.execute(caseId, {
          cause: messageId,
          actor: { kind: 'agency', id: agency },
          decide: (state) => recordReceipt(state, agency, requestId),
        }),
      ),
    );
    return firstRefusal(results);
  }
}

const firstRefusal = (results: readonly Result<unknown>[]): Result<void> => {
  for (const result of results) if (!result.ok) return result;
  return ok(undefined);
};
