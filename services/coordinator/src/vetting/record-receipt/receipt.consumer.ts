import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { ok, partsOfRequestId, refuse, type Result } from '@lianshen/contracts/kernel';
import type { Barren, Inbound } from '@lianshen/platform/messaging';
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
  async receive(@Payload() { source: agency, messageId, sentAt, data }: Inbound<'received'>): Promise<Result<Barren | undefined>> {
    const receipts = [...new Set(data.requestIds)].map((requestId) => ({ requestId, ...partsOfRequestId(requestId) }));
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
    const refused = results.find(({ ok: isOk }) => !isOk);
    if (refused && !refused.ok) return refused;
    return ok(results.some((each) => each.ok && each.value.events.length > 0) ? undefined : 'repeated');
  }
}
