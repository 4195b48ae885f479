import { endOfCString } from '../bson/layout.js';
import { BsonType, BsonValue } from '../bson/types.js';
import { InvalidBson, validateDocument } from '../bson/validate.js';
import { crc32c } from './crc32c.js';
import { headerBytes, opCodes, ProtocolError } from './message-header.js';

export interface IncomingMessage {
  readonly requestId: number;
  /** Which kind of answer the client understands. */
  readonly opCode: typeof opCodes.query | typeof opCodes.message;
  readonly body: BsonValue;
  readonly sequences: ReadonlyMap<string, readonly BsonValue[]>;
  /** False when the client has announced that it will not read an answer (w: 0). */
  readonly wantsAnswer: boolean;
}

const flagChecksum = 1;
const flagMoreToCome = 2;
/** The low sixteen flag bits are required: a server must refuse those that it does not know. */
const flagsRequired = 0xffff;

function readDocument(bytes: Buffer, at: number, limit: number): BsonValue {
  try {
    return new BsonValue(BsonType.object, bytes, at, validateDocument(bytes, at, limit));
  } catch (error) {
    if (error instanceof InvalidBson) throw new ProtocolError(error.message);
    throw error;
  }
}

function readSequence(bytes: Buffer, at: number, end: number): { name: string; documents: BsonValue[] } {
  const nameEnd = endOfCString(bytes.subarray(0, end), at);
  const documents: BsonValue[] = [];
  let next = nameEnd + 1;
  while (next < end) {
    const document = readDocument(bytes, next, end);
    documents.push(document);
    next = document.end;
  }
  return { name: bytes.toString('utf8', at, nameEnd), documents };
}

function checkFlags(bytes: Buffer, flags: number): number {
  const unknown = flags & flagsRequired & ~(flagChecksum | flagMoreToCome);
  if (unknown !== 0) throw new ProtocolError(`unknown required flag bits ${unknown}`);
  if (!(flags & flagChecksum)) return bytes.length;
  const end = bytes.length - 4;
  if (end < headerBytes + 4 || bytes.readUInt32LE(end) !== crc32c(bytes.subarray(0, end))) {
    throw new ProtocolError('the checksum does not match');
  }
  return end;
}

function parseSections(bytes: Buffer, from: number, end: number): Pick<IncomingMessage, 'body' | 'sequences'> {
  const sequences = new Map<string, readonly BsonValue[]>();
  let body: BsonValue | undefined;
  let at = from;
  while (at < end) {
    const kind = bytes[at]!;
    if (kind === 0 && !body) {
      body = readDocument(bytes, at + 1, end);
      at = body.end;
    } else if (kind === 1) {
      if (at + 5 > end) throw new ProtocolError('a section is cut off');
      const sectionEnd = at + 1 + bytes.readInt32LE(at + 1);
      if (sectionEnd > end || sectionEnd < at + 6) throw new ProtocolError('a section has an impossible length');
      const { name, documents } = readSequence(bytes, at + 5, sectionEnd);
      if (sequences.has(name)) throw new ProtocolError(`two sequences are called ${name}`);
      sequences.set(name, documents);
      at = sectionEnd;
    } else {
      throw new ProtocolError(`a section of kind ${kind} is not expected`);
    }
  }
  if (!body) throw new ProtocolError('the message has no body');
  return { body, sequences };
}

function parseOpMessage(bytes: Buffer): IncomingMessage {
  if (bytes.length < headerBytes + 9) throw new ProtocolError('the message is too short');
  const flags = bytes.readUInt32LE(headerBytes);
  const end = checkFlags(bytes, flags);
  return {
    requestId: bytes.readInt32LE(4),
    opCode: opCodes.message,
    wantsAnswer: (flags & flagMoreToCome) === 0,
    ...parseSections(bytes, headerBytes + 4, end),
  };
}

/** Drivers still begin with a hello as OP_QUERY; nothing else may come that way since MongoDB 5.1. */
function parseOpQuery(bytes: Buffer): IncomingMessage {
  if (bytes.length < headerBytes + 18) throw new ProtocolError('the message is too short');
  const nameEnd = endOfCString(bytes, headerBytes + 4);
  if (bytes.toString('utf8', headerBytes + 4, nameEnd) !== 'admin.$cmd') throw new ProtocolError('OP_QUERY is served for hello only');
  const body = readDocument(bytes, nameEnd + 9, bytes.length);
  return { requestId: bytes.readInt32LE(4), opCode: opCodes.query, wantsAnswer: true, body, sequences: new Map() };
}

/** Parses one whole message. Throws ProtocolError when the bytes make no sense. All documents come out validated. */
export function parseMessage(bytes: Buffer): IncomingMessage {
  const opCode = bytes.readInt32LE(12);
  try {
    if (opCode === opCodes.message) return parseOpMessage(bytes);
    if (opCode === opCodes.query) return parseOpQuery(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw new ProtocolError(error.message);
    throw error;
  }
  throw new ProtocolError(`operation ${opCode} is not served`);
}
