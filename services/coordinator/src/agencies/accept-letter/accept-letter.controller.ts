import { Body, Controller, Headers, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { AcceptLetterBody, LetterId } from '@lianshen/contracts/api';
import type { Refusal } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { JsonBody, orRefused, readIdempotencyKey, Refused, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { admitOpened, DeadLetters, JetStreamStrategy } from '@lianshen/platform/messaging';
import { OwnPartyGuard } from '@lianshen/platform/process';
import { Sealer, type OpenedMessage } from '@lianshen/platform/sealing';
import { AgencyRegistry } from '../agency-registry.js';

@Controller('api/dead-letters')
@UseGuards(OwnPartyGuard)
export class AcceptLetterController {
  constructor(
    @Inject(AgencyRegistry) private readonly registry: AgencyRegistry,
    @Inject(DeadLetters) private readonly letters: DeadLetters,
    @Inject(Sealer) private readonly sealer: Sealer,
    @Inject(JetStreamStrategy) private readonly messages: JetStreamStrategy,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Handles a message that was parked because its key was revoked, on the word of the person who asks. Their decision is
   * in the ledger before the message is handled; whoever repeats the command after a crash meets it there.
   */
  @Post(':letterId/acceptance')
  @HttpCode(200)
  @RightTo('acceptDeadLetter')
  @JsonBody()
  async accept(@Param('letterId') id: string, @Body() body: unknown, @Headers('idempotency-key') key: string | undefined, @SignedIn() person: Person): Promise<object> {
    const letterId = validated(LetterId, id);
    const { basis } = validated(AcceptLetterBody, body);
    const cause = `accept-letter ${readIdempotencyKey(key)}`;
    const letter = await this.letters.find(letterId);
    if (!letter) throw new Refused({ code: 'letter.unknown', params: {} });
    if (letter.reason !== 'key.revoked') throw new Refused({ code: 'letter.not-revoked', params: {} });
    const opened = orRefused(this.sealer.open(letter.content, this.clock.now(), { acceptRevoked: true }), stillRefused);
    const by = { actor: { kind: 'person', id: person.sub }, cause } as const;
    orRefused(await this.registry.accept(opened.envelope.source, { letterId, basis, ...namesOf(opened) }, by));
    const admitted = orRefused(admitOpened(opened, 'coordinator'), stillRefused);
    orRefused(await this.messages.dispatch(admitted), stillRefused);
    await this.letters.settle(letterId, 'accepted', person.sub);
    return { letterId, settled: 'accepted' };
  }
}

const namesOf = ({ envelope, sealedBy, signedBy }: OpenedMessage) => ({ messageId: envelope.id, kids: [signedBy.kid, sealedBy.kid], signedAt: Date.parse(envelope.time) });

const stillRefused = ({ code }: Refusal): Refusal => ({ code: 'letter.refused', params: { reason: code } });
