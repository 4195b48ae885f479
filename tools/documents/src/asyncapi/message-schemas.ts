import { z } from 'zod';
import { CaseEvent, DeskNotice, DeskNotices, Envelope, Finding, MESSAGES, PersonFields, SignedRoot, Signer, type MessageName } from '@lianshen/contracts/messages';
import { componentSchemas, type JsonObject } from '../json-schemas.js';

const inCapitals = (name: string): string => name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

/** The name under which a message's data stands: `Request`, `ExtensionDecided`. */
export const dataName = (name: MessageName): string => inCapitals(name);
/** And the name of the envelope around it, as it is signed. */
export const envelopeName = (name: MessageName): string => `${inCapitals(name)}Envelope`;

export const messageNames = Object.keys(MESSAGES) as MessageName[];

/** Every message's data and its signed envelope, and what they are made of. */
export function messageSchemas(): Record<string, JsonObject> {
  const data = messageNames.map((name) => [dataName(name), MESSAGES[name].schema] as const);
  const envelopes = messageNames.map((name) => {
    const { type, schema } = MESSAGES[name];
    const fixed = { type: z.literal(type).describe('which message this is'), data: schema };
    return [envelopeName(name), Envelope.extend(fixed).describe(`What is signed around a ${name}: a CloudEvents 1.0 event in structured form.`)] as const;
  });
  return componentSchemas({ Signer, Finding, PersonFields, SignedRoot: SignedRoot.describe('What an agency signs once for many of its messages: the root of a Merkle tree over them (RFC 9162, SHA-256).'), CaseEvent, DeskNotice, DeskNotices, ...Object.fromEntries(data), ...Object.fromEntries(envelopes) });
}
