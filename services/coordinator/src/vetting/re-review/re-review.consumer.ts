import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { ok, partsOfRequestId, refuse, type Result } from '@lianshen/contracts/kernel';
import type { Inbound } from '@lianshen/platform/messaging';
import { AgencyRegistry } from '../../agencies/agency-registry.js';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { AskingAgencies } from '../asking-agencies.js';
import { CaseStreams } from '../case-streams.js';
import { openReReview } from '../domain/index.js';

@Controller()
export class ReReviewConsumer {
  constructor(
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(AskingAgencies) private readonly asking: AskingAgencies,
    @Inject(AgencyRegistry) private readonly agencies: AgencyRegistry,
  ) {}

  /** An agency takes its own verdict into doubt; it is asked anew. */
  @EventPattern<string>('re-review')
  async receive(@Payload() { source: agency, messageId, sentAt, data, jws }: Inbound<'re-review'>): Promise<Result<void>> {
    const { requestId, number: version, reason } = data;
    const parts = partsOfRequestId(requestId);
    if (parts.agency !== agency) return refuse('message.foreign');
    if (this.agencies.wasClosedAt(agency, sentAt)) return refuse('message.agency-merged');
    const { status, policyHash } = await this.cases.peek(parts.caseId);
    if (status === 'none') return refuse('request.unknown');
    const asking = this.asking.under(await this.policies.getPinned(policyHash), [agency]);
    const executed = await this.cases.execute(parts.caseId, {
      cause: messageId,
      actor: { kind: 'agency', id: agency },
      decide: (state, now) => openReReview(state, { agency, requestId, version, reason, jws, asking }, now),
    });
    return executed.ok ? ok(undefined) : executed;
  }
}
