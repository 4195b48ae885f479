import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import { findMessageName, MESSAGES, type MessageData, type MessageName } from '@lianshen/contracts/messages';
import type { Clock } from '../clock/index.js';
import type { OpenedMessage, Sealer } from '../sealing/sealer.js';
import type { Admit, Admitted } from './line-handler.js';

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

/**
 * The door of a party: what does not open, verify and parse never reaches a handler. The pattern is the message's name.
 * @param onOpened told of each message that opened and verified.
 */
export function admitSealed(sealer: Sealer, side: 'agency' | 'coordinator', clock: Clock, onOpened: (opened: OpenedMessage) => void = () => undefined): Admit {
  return (content, receivedAt) => {
    const opened = sealer.open(content, clock.now(), { receivedAt });
    if (!opened.ok) return opened;
    onOpened(opened.value);
    return admitOpened(opened.value, side);
  };
}

/** What a message that opened and verified says, where it goes this way and has the shape of its type. */
export function admitOpened({ envelope, jws, payloadHash }: OpenedMessage, side: 'agency' | 'coordinator'): Result<Admitted> {
  const name = findMessageName(envelope.type);
  if (!name || MESSAGES[name].to !== side) return refuse('message.type-unknown');
  const data = MESSAGES[name].schema.safeParse(envelope.data);
  if (!data.success) return refuse('message.malformed');
  const inbound: Inbound<typeof name> = { source: envelope.source, messageId: envelope.id, sentAt: Date.parse(envelope.time), data: data.data, jws, payloadHash };
  return ok({ pattern: name, data: inbound });
}
