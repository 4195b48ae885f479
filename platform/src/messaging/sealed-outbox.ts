import { Fault } from '@lianshen/contracts/kernel';
import type { AgencyId, Jurisdiction } from '@lianshen/contracts/kernel';
import { replySubject, requestSubject, type Envelope } from '@lianshen/contracts/messages';
import type { Clock } from '../clock/index.js';
import type { Sealer } from '../sealing/sealer.js';
import type { SignedMessage } from '../sealing/sign-envelope.js';
import type { Publisher } from './publisher.js';

/** Seals signed messages for their receiver and publishes them. */
export class SealedOutbox {
  constructor(
    private readonly sealer: Sealer,
    private readonly publisher: Publisher,
    private readonly clock: Clock,
    private readonly jurisdiction: Jurisdiction,
    /** Told of each message that was not sent, because every key of its receiver is revoked. */
    private readonly onWithheld: (receiver: string) => void,
  ) {}

  toAgency(agency: AgencyId, envelope: Envelope, signed: SignedMessage, messageId: string): Promise<void> {
    return this.send(requestSubject(this.jurisdiction, agency), envelope, signed, messageId);
  }

  fromAgency(agency: AgencyId, envelope: Envelope, signed: SignedMessage, messageId: string): Promise<void> {
    return this.send(replySubject(this.jurisdiction, agency), envelope, signed, messageId);
  }

  private async send(subject: string, envelope: Envelope, signed: SignedMessage, messageId: string): Promise<void> {
    const sealed = this.sealer.seal(signed, envelope.audience, this.clock.now());
    // Whoever has no key left but revoked ones is asked again once new ones are registered; until then it holds up nobody.
    if (!sealed.ok && sealed.refusal.code === 'seal.receiver-revoked') return this.onWithheld(envelope.audience);
    if (!sealed.ok) throw new Fault(`no key of ${envelope.audience} is registered`);
    const { id, type, source, time } = envelope;
    await this.publisher.publishBundled({ subject, messageId, ce: { id, type, source, time }, content: sealed.value });
  }
}
