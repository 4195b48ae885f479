import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { ok, partsOfRequestId, refuse, type RequestId, type Result } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import type { Inbound } from '@lianshen/platform/messaging';
import { OWN_KEYS } from '@lianshen/platform/process';
import { KeyVault, signEnvelope, type OwnKeys } from '@lianshen/platform/sealing';
import { ENVIRONMENT, type AdapterEnvironment } from '../../environment.js';
import { CONNECTOR, type Connector } from '../../connectors/connector.js';
import { AutomaticAnswer } from '../../reply/automatic-answer.js';
import { ReplyOutbox } from '../../reply/reply-outbox.js';
import { AnswerOpenItems } from '../answer-open-items.js';
import { receiveRequest, type ItemState } from '../domain/index.js';
import { ItemStreams } from '../item-streams.js';

@Controller()
export class RequestConsumer {
  constructor(
    @Inject(ItemStreams) private readonly items: ItemStreams,
    @Inject(KeyVault) private readonly vault: KeyVault,
    @Inject(AutomaticAnswer) private readonly automatic: AutomaticAnswer,
    @Inject(CONNECTOR) private readonly connector: Connector,
    @Inject(AnswerOpenItems) private readonly openItems: AnswerOpenItems,
    @Inject(ReplyOutbox) private readonly outbox: ReplyOutbox,
    @Inject(OWN_KEYS) private readonly own: OwnKeys,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: AdapterEnvironment,
  ) {}

  /**
   * Opens a work item, and answers it where a standing order covers that. A look-up that takes time is made afterwards:
   * the message is acknowledged and receipted without it. Refused where it is not for this agency.
   */
  @EventPattern<string>('request')
  async receive(@Payload() { messageId, data: request, jws, payloadHash }: Inbound<'request'>): Promise<Result<void>> {
    const agency = this.environment.AGENCY_ID;
    const parts = partsOfRequestId(request.requestId);
    if (request.agency !== agency || parts.agency !== agency || parts.caseId !== request.caseId) return refuse('message.foreign');
    await this.vault.create(request.requestId);
    const found = this.connector.answersAtOnce ? await this.automatic.find(request, payloadHash) : undefined;
    const machine = found?.outcome === 'answers' ? found.machine : undefined;
    const command = { request, requestHash: payloadHash, jws, machine, sign: (envelope: Parameters<typeof signEnvelope>[1]) => signEnvelope(this.own, envelope) };
    const executed = await this.items.execute(request.requestId, {
      cause: messageId,
      actor: machine ? { kind: 'machine', id: `standing-order ${machine.answer.standingOrder ?? ''}` } : { kind: 'machine', id: 'intake' },
      presumeNew: true,
      decide: (state, now) => receiveRequest(state, command, now),
    });
    if (!executed.ok) return executed;
    const isNew = executed.value.events.length > 0;
    if (isNew && !this.connector.answersAtOnce && this.environment.STANDING_ORDER_FILE) this.openItems.add(request.requestId);
    if (!isNew) await this.answerAgain(request.requestId, executed.value.folded.state);
    return ok(undefined);
  }

  /** The coordinator sends again because nothing reached it; what it rejected waits for a person, else it gets the receipt, or the verdict as it was signed. */
  private async answerAgain(requestId: RequestId, state: ItemState): Promise<void> {
    if (state.status === 'recalled' || state.status === 'rejected') return;
    await (state.verdict ? this.outbox.verdict(requestId, state, String(this.clock.now())) : this.outbox.received(requestId));
  }
}
