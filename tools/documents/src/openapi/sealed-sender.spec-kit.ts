import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PartyPublicKeys } from '@lianshen/contracts/api';
import { toIso } from '@lianshen/contracts/kernel';
import { MESSAGES, replySubject, requestSubject, type MessageData, type MessageName } from '@lianshen/contracts/messages';
import { connectNats, type Nats } from '@lianshen/platform/messaging';
import { generateOwnKeys, KeyDirectory, publicKeysOf, Sealer, signEnvelope, type OwnKeys } from '@lianshen/platform/sealing';
import type { Stack } from './documented-hub.spec-kit.js';

/** A party with keys of its own that speaks to one of the running hub's, as the hub's NATS user. */
export class SealedSender {
  private readonly own: OwnKeys;
  private readonly sealer: Sealer;

  constructor(
    private readonly nats: Nats,
    private readonly jurisdiction: string,
    private readonly party: string,
    private readonly receiver: PartyPublicKeys,
  ) {
    this.own = generateOwnKeys(party);
    const directory = new KeyDirectory();
    directory.register(receiver);
    this.sealer = new Sealer(this.own, directory);
  }

  static connect({ natsUrl, natsCaFile, dir }: Stack): Promise<Nats> {
    const seedFile = join(dir, 'secrets', 'nats', 'parties', 'coordinator', 'nkey.seed');
    const nkeySeed = existsSync(seedFile) ? readFileSync(seedFile, 'utf8').trim() : undefined;
    return connectNats({ url: natsUrl, ca: natsCaFile && readFileSync(natsCaFile, 'utf8'), nkeySeed, inboxPrefix: '_INBOX_coordinator', name: 'documents' });
  }

  get keys(): PartyPublicKeys {
    return publicKeysOf(this.own);
  }

  /** @param at the time that the envelope names, epoch ms. */
  async send<N extends MessageName>(name: N, data: MessageData<N>, at = Date.now()): Promise<void> {
    const audience = this.receiver.partyId;
    const envelope = { specversion: '1.0' as const, id: `${name}.${randomUUID()}`, type: MESSAGES[name].type, source: this.party, audience, time: toIso(at), data };
    const sealed = this.sealer.seal(signEnvelope(this.own, envelope), audience, Date.now());
    if (!sealed.ok) throw new Error(sealed.refusal.code);
    // Whoever is not registered has no stream; no subject is trusted, so it writes where the court does.
    const subject = MESSAGES[name].to === 'coordinator' ? replySubject(this.jurisdiction, 'court') : requestSubject(this.jurisdiction, audience);
    await this.nats.jetstream.publish(subject, sealed.value);
  }
}
