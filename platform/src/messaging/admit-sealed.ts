import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import { findMessageName, MESSAGES, type MessageData, type MessageName } from '@lianshen/contracts/messages';
import type { Clock } from '../clock/index.js';
import type { Sealer } from '../sealing/sealer.js';
import type { Admitted } from './line-handler.js';

/** A sealed message that opened, verified and has the shape of its type. */
export interface Inbound<N extends MessageName> {
  /** The party that signed; the subject and the headers are not asked. */
  readonly source: string;
  readonly messageId: string;
  /** When it was made, as its signer says; epoch ms. */
  readonly sentAt: number;
  readonly data: MessageData<N>;
  readonly jws: string;
  readonly payloadHash: string;
}

/** The door of a party: what does not open, verify and parse never reaches a handler. The pattern is the message's name. */
export function admitSealed(sealer: Sealer, side: 'agency' | 'coordinator', clock: Clock): (content: string) => Result<Admitted> {
  return (content) => {
    const opened = sealer.open(content, clock.now());
    if (!opened.ok) return opened;
    const { envelope, jws, payloadHash } = opened.value;
    const name = findMessageName(envelope.type);
    if (!name || MESSAGES[name].to !== side) return refuse('message.type-unknown');
    const data = MESSAGES[name].schema.safeParse(envelope.data);
    if (!data.success) return refuse('message.malformed');
    const inbound: Inbound<typeof name> = { source: envelope.source, messageId: envelope.id, sentAt: Date.parse(envelope.time), data: data.data, jws, payloadHash };
    return ok({ pattern: name, data: inbound });
  };
}
