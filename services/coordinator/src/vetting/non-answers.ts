import { Inject, Injectable } from '@nestjs/common';
import { partsOfRequestId, refuse, ok, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { Barren, Inbound } from '@lianshen/platform/messaging';
import { AgencyRegistry } from '../agencies/agency-registry.js';
import { CaseStreams } from './case-streams.js';
import { CountingTime } from './counting-time.js';
import { findRequest, type CaseEvent, type CaseState, type CountedBy, type NonAnswered, type VettingRequest } from './domain/index.js';
import { CaseOutbox } from './send-requests/case-outbox.js';

type NonAnswerName = 'need-more' | 'extension-asked' | 'out-of-scope' | 'recused';

/** Takes what an agency says instead of an answer into its case. */
@Injectable()
export class NonAnswers {
  constructor(
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(CaseOutbox) private readonly outbox: CaseOutbox,
    @Inject(AgencyRegistry) private readonly agencies: AgencyRegistry,
    @Inject(CountingTime) private readonly counting: CountingTime,
  ) {}

  /**
   * Records it; what is on record already is answered again, because nothing else tells the agency that it arrived.
   * @returns whether it was on record already.
   * @param again answers the agency, given its request as it stands; a recall is sent again in any case.
   */
  async record<N extends NonAnswerName>(
    { source: agency, messageId, sentAt, data, jws }: Inbound<N>,
    text: string,
    decide: (state: CaseState, message: NonAnswered, counted: CountedBy, now: Instant) => Result<CaseEvent[]>,
    again: (request: VettingRequest) => Promise<void> = () => Promise.resolve(),
  ): Promise<Result<Barren | undefined>> {
    const { requestId, number, clerk } = data;
    const parts = partsOfRequestId(requestId);
    if (parts.agency !== agency) return refuse('message.foreign');
    if (this.agencies.wasClosedAt(agency, sentAt)) return refuse('message.agency-merged');
    const message: NonAnswered = { agency, requestId, number, said: { text, clerk, jws } };
    const counted = await this.counting.of(parts.caseId);
    if (!counted) return refuse('request.unknown');
    const executed = await this.cases.execute(parts.caseId, { cause: messageId, actor: { kind: 'agency', id: agency }, decide: (state, now) => decide(state, message, counted, now) });
    if (!executed.ok) return executed;
    const { events, folded } = executed.value;
    const request = findRequest(folded.state, requestId);
    if (events.length > 0) return ok(undefined);
    if (request) await (isClosed(request) ? this.outbox.recallAgain(request) : again(request));
    return ok('repeated');
  }
}

/** Nobody waits for it any more: the agency is told so again. */
const isClosed = ({ status }: VettingRequest): boolean => status === 'recalled' || status === 'reassigned' || status === 'waived';
