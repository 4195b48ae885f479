import { hash } from 'node:crypto';
import { mongo } from 'mongoose';

/** Who did it: a person signed in, an agency by its signature, or a machine of the hub. */
export interface Actor {
  readonly kind: 'person' | 'agency' | 'machine';
  readonly id: string;
}

/** A stored fact. `data` is readable by who can read the ledger, `private` only with the stream's key. */
export interface LedgerEvent {
  readonly type: string;
  readonly data: object;
  readonly private?: object;
}

/** What one command did, with its cause and actor. A commit holds one act or several that came together. */
export interface Act<E extends LedgerEvent = LedgerEvent> {
  readonly cause: string;
  readonly actor: Actor;
  readonly events: readonly E[];
}

/** One document of the ledger: one commit, inserted once and never changed. */
export interface Commit {
  readonly stream: string;
  /** From 1, without gaps within a stream. */
  readonly seq: number;
  /** One incarnation of a process, and its own counter. */
  readonly writer: string;
  readonly n: number;
  /** Epoch ms; never goes back within a stream. It stands in the body too, where the hash covers it. */
  readonly at: number;
  readonly body: Buffer;
  readonly prev: Buffer;
  readonly hash: Buffer;
}

export interface CommitDocument {
  readonly _id: string;
  readonly writer: string;
  readonly n: number;
  readonly at: Date;
  readonly body: mongo.Binary;
  readonly prev: mongo.Binary;
  readonly hash: mongo.Binary;
}

const SEQ_DIGITS = 8;
export const NO_PREVIOUS: Buffer = Buffer.alloc(32);

/** `<stream>/<seq>`, zero-padded, so that ids of a stream sort as its commits do. */
export const commitId = (stream: string, seq: number): string => `${stream}/${String(seq).padStart(SEQ_DIGITS, '0')}`;

export function partsOfCommitId(id: string): { stream: string; seq: number } {
  const cut = id.lastIndexOf('/');
  return { stream: id.slice(0, cut), seq: Number(id.slice(cut + 1)) };
}

/** Covers stream, seq, prev and the stored bytes; the leading words keep it apart from every other hash. */
export function commitHash(stream: string, seq: number, prev: Buffer, body: Buffer): Buffer {
  return hash('sha256', Buffer.concat([Buffer.from(`lianshen ledger 1\n${stream}\n${seq}\n`), prev, body]), 'buffer');
}

export const toDocument = (commit: Commit): CommitDocument => ({
  _id: commitId(commit.stream, commit.seq),
  writer: commit.writer,
  n: commit.n,
  at: new Date(commit.at),
  body: new mongo.Binary(commit.body),
  prev: new mongo.Binary(commit.prev),
  hash: new mongo.Binary(commit.hash),
});

const bytes = (binary: mongo.Binary): Buffer => Buffer.from(binary.buffer.buffer, binary.buffer.byteOffset, binary.position);

export const fromDocument = (document: CommitDocument): Commit => ({
  ...partsOfCommitId(document._id),
  writer: document.writer,
  n: document.n,
  at: document.at.getTime(),
  body: bytes(document.body),
  prev: bytes(document.prev),
  hash: bytes(document.hash),
});
