import { z } from 'zod';
import { Defect } from '@lianshen/contracts/kernel';
import { decryptBytes, encryptBytes } from '../sealing/field-cipher.js';
import { commitId, type Act, type LedgerEvent } from './commit.js';

const StoredBody = z.strictObject({
  v: z.literal(1),
  at: z.int().min(0),
  acts: z.array(
    z.strictObject({
      cause: z.string().max(300),
      actor: z.strictObject({ kind: z.enum(['person', 'agency', 'machine']), id: z.string().max(128) }),
      events: z.array(z.strictObject({ type: z.string().max(64), data: z.record(z.string(), z.unknown()) })),
    }),
  ),
  /** The private parts of all events in order, encrypted together, base64. */
  secret: z.string().optional(),
});

/** A body read back. `erased` tells that private parts were there whose key is gone. */
export interface ReadBody {
  readonly at: number;
  readonly acts: readonly Act[];
  readonly erased: boolean;
}

/** @param key of the stream; needed as soon as an event has a private part. @throws Defect without it. */
export function writeBody(stream: string, seq: number, at: number, acts: readonly Act[], key: Buffer | undefined): Buffer {
  const privates = acts.flatMap((act) => act.events.map((event) => event.private ?? null));
  const body: z.infer<typeof StoredBody> = {
    v: 1,
    at,
    acts: acts.map(({ cause, actor, events }) => ({
      cause,
      actor: { kind: actor.kind, id: actor.id },
      events: events.map(({ type, data }) => ({ type, data: data as Record<string, unknown> })),
    })),
  };
  if (privates.some((part) => part !== null)) {
    if (!key) throw new Defect(`ledger: private parts for ${stream} and no key`);
    body.secret = encryptBytes(key, commitId(stream, seq), Buffer.from(JSON.stringify(privates))).toString('base64');
  }
  return Buffer.from(JSON.stringify(body));
}

/** @throws Defect when the bytes are no body: what the ledger holds was written by us. */
export function readBody(stream: string, seq: number, bytes: Buffer, key: Buffer | undefined): ReadBody {
  const body = StoredBody.safeParse(JSON.parse(bytes.toString('utf8')));
  if (!body.success) throw new Defect(`ledger: ${commitId(stream, seq)} has no readable body`);
  const { at, acts, secret } = body.data;
  if (secret === undefined) return { at, acts, erased: false };
  if (!key) return { at, acts, erased: true };
  const plain = decryptBytes(key, commitId(stream, seq), Buffer.from(secret, 'base64'));
  const privates = JSON.parse(plain.toString('utf8')) as (object | null)[];
  let next = 0;
  const restore = (event: LedgerEvent): LedgerEvent => {
    const part = privates[next++];
    return part ? { ...event, private: part } : event;
  };
  return { at, acts: acts.map((act) => ({ ...act, events: act.events.map(restore) })), erased: false };
}
