import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { serialize, deserialize } from 'bson';
import type { Fields } from './random-values.js';

export interface OpMessageParts {
  readonly flags?: number;
  readonly body?: Fields;
  /** Raw sections that come after the body. */
  readonly sections?: readonly Buffer[];
  readonly opCode?: number;
  /** Put in front in place of the true length. */
  readonly length?: number;
}

export function sequenceSection(name: string, documents: readonly Fields[]): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((document) => serialize(document))]);
  const head = Buffer.alloc(5);
  head[0] = 1;
  head.writeInt32LE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}

/** An OP_MSG as its parts say, right or wrong. */
export function opMessage({ flags = 0, body, sections = [], opCode = 2013, length }: OpMessageParts): Buffer {
  const head = Buffer.alloc(20);
  head.writeInt32LE(7, 4);
  head.writeInt32LE(opCode, 12);
  head.writeUInt32LE(flags, 16);
  const message = Buffer.concat([head, ...(body ? [Buffer.of(0), serialize(body)] : []), ...sections]);
  message.writeInt32LE(length ?? message.length, 0);
  return message;
}

export async function connectTo(uri: string): Promise<Socket> {
  const { hostname, port } = new URL(uri);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}

/** Sends bytes and gives the body of the answer, or undefined when the server closes the connection. */
export async function exchange(socket: Socket, bytes: Buffer): Promise<Fields | undefined> {
  socket.on('error', () => undefined);
  socket.write(bytes);
  let received = Buffer.alloc(0);
  const closed = once(socket, 'close').then(() => undefined);
  for (;;) {
    const chunk = await Promise.race([once(socket, 'data') as Promise<[Buffer]>, closed]);
    if (!chunk) return undefined;
    received = Buffer.concat([received, chunk[0]]);
    if (received.length >= 4 && received.length >= received.readInt32LE(0)) return deserialize(received.subarray(21));
  }
}
