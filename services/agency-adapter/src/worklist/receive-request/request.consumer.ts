import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { ok, partsOfRequestId, refuse, type RequestId, type Result } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import type { Inbound } from '@lianshen/platform/messaging';
import { OWN_KEYS } from '@lianshen/platform/process';
import { KeyVault, signEnvelope, type OwnKeys } from '@lianshen/platform/sealing';
import { ENVIRONMENT, type AdapterEnvironment } from '../../environment.js';
import { AutomaticAnswer } from '../../reply/automatic-answer.js';
import { ReplyOutbox } from '../../reply/reply-outbox.js';
import { receiveRequest, type ItemState } from '../domain/index.js';
import { ItemStreams } from '../item-streams.js';

@Controller()
export class RequestConsumer {
  constructor(
    @Inject(ItemStreams) private readonly items: ItemStreams,
    @Inject(KeyVault) private readonly vault: KeyVault,
    @Inject(AutomaticAnswer) private readonly automatic: AutomaticAnswer,
    @Inject(ReplyOutbox) private readonly outbox: ReplyOutbox,
    @Inject(OWN_KEYS) private readonly own: OwnKeys,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: AdapterEnvironment,
  ) {}

  /** Opens a work item, and answers it where a standing order covers that. Refused where it is not for this agency. */
  @EventPattern<string>('request')
  async receive(@Payload() { messageId, data: request, jws, payloadHash }: Inbound<'request'>): Promise<Result<void>> {
    const agency = this.environment.AGENCY_ID;
    const parts = partsOfRequestId(request.requestId);
    if (request.agency !== agency || parts.agency !== agency || parts.caseId !== request.caseId) return refuse('message.foreign');
    await this.vault.create(request.requestId);
    const answer = this.automatic.find(request);
    const command = { request, requestHash: payloadHash, jws, answer, sign: (envelope: Parameters<typeof signEnvelope>[1]) => signEnvelope(this.own, envelope) };
    const executed = await this.items.execute(request.requestId, {
      cause: messageId,
      actor: answer ? { kind: 'machine', id: `standing-order ${answer.standingOrder ?? ''}` } : { kind: 'machine', id: 'intake' },
      presumeNew: true,
      decide: (state, now) => receiveRequest(state, command, now),
    });
    if (!executed.ok) return executed;
    if (executed.value.events.length === 0) await this.answerAgain(request.requestId, executed.value.folded.state);
    return ok(undefined);
  }

  /** The coordinator sends again because nothing reached it; what it rejected waits for a person, else it gets the receipt, or the verdict as it was signed. */
  private async answerAgain(requestId: RequestId, state: ItemState): Promise<void> {
    if (state.status === 'recalled' || state.status === 'rejected') return;
    await (state.verdict ? this.outbox.verdict(requestId, state, String(this.clock.now())) : this.outbox.received(requestId));
  }
}
