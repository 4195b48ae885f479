import { encodeDocument, type Encodable } from '../bson/encode.js';
import type { Answer } from '../commands/command.js';
import { headerBytes, opCodes } from './message-header.js';
import type { IncomingMessage } from './parse-message.js';

let lastId = 0;

function writeHeader(bytes: Buffer, responseTo: number, opCode: number): void {
  lastId = (lastId + 1) | 0;
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(lastId, 4);
  bytes.writeInt32LE(responseTo, 8);
  bytes.writeInt32LE(opCode, 12);
}

/** Four flag bytes and the kind of the one section. */
const messagePrefixBytes = headerBytes + 5;
/** Flags, cursor id, starting position and number of documents. */
const replyPrefixBytes = headerBytes + 20;

/** Room for a batch of documents with their positions as names, and for what stands around them. */
function sizeOf(answer: Answer): number {
  const cursor = answer['cursor'] as { firstBatch?: Encodable; nextBatch?: Encodable } | undefined;
  const batch = cursor?.firstBatch ?? cursor?.nextBatch;
  if (!Array.isArray(batch)) return 256;
  return batch.reduce<number>((size, item) => size + (Buffer.isBuffer(item) ? item.length + 8 : 0), 256);
}

/** The answer in the form in which the request came: OP_MSG, or OP_REPLY for an OP_QUERY hello. */
export function encodeAnswer(answer: Answer, request: IncomingMessage): Buffer {
  if (request.opCode === opCodes.message) {
    const bytes = encodeDocument(answer, messagePrefixBytes, sizeOf(answer));
    bytes.fill(0, headerBytes, messagePrefixBytes);
    writeHeader(bytes, request.requestId, opCodes.message);
    return bytes;
  }
  const bytes = encodeDocument(answer, replyPrefixBytes);
  bytes.fill(0, headerBytes, replyPrefixBytes);
  // AwaitCapable, which every server sets, and one document.
  bytes.writeInt32LE(8, headerBytes);
  bytes.writeInt32LE(1, headerBytes + 16);
  writeHeader(bytes, request.requestId, opCodes.reply);
  return bytes;
}
