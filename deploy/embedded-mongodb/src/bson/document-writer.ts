import { BsonType, type BsonValue } from './types.js';

/** Writes one BSON document into a growing buffer, nested documents and raw values included. */
export class DocumentWriter {
  private bytes: Buffer;
  private at: number;
  private readonly open: number[] = [];

  /** `reserved` bytes are left free before the document, for a message header. */
  constructor(private readonly reserved = 0, capacity = 512) {
    this.bytes = Buffer.allocUnsafe(capacity + reserved);
    this.at = reserved;
    this.begin();
  }

  private room(size: number): void {
    if (this.at + size <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + size));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }

  private begin(): void {
    this.room(5);
    this.open.push(this.at);
    this.at += 4;
  }

  private name(type: number, name: string): void {
    const length = Buffer.byteLength(name);
    this.room(length + 2 + 16);
    this.bytes[this.at++] = type;
    this.at += this.bytes.write(name, this.at, 'utf8');
    this.bytes[this.at++] = 0;
  }

  /** An element exactly as it lies in another document. */
  value(name: string, value: BsonValue): this {
    this.name(value.type, name);
    return this.raw(value.bytes, value.start, value.end);
  }

  /** Bytes of a whole element (type, name, value), copied as they are. */
  raw(source: Buffer, start: number, end: number): this {
    this.room(end - start);
    source.copy(this.bytes, this.at, start, end);
    this.at += end - start;
    return this;
  }

  int32(name: string, value: number): this {
    this.name(BsonType.int32, name);
    this.at = this.bytes.writeInt32LE(value, this.at);
    return this;
  }

  double(name: string, value: number): this {
    this.name(BsonType.double, name);
    this.at = this.bytes.writeDoubleLE(value, this.at);
    return this;
  }

  int64(name: string, value: bigint, type: number = BsonType.int64): this {
    this.name(type, name);
    this.at = this.bytes.writeBigInt64LE(value, this.at);
    return this;
  }

  text(name: string, value: string): this {
    this.name(BsonType.string, name);
    const length = Buffer.byteLength(value);
    this.room(length + 5);
    this.at = this.bytes.writeInt32LE(length + 1, this.at);
    this.at += this.bytes.write(value, this.at, 'utf8');
    this.bytes[this.at++] = 0;
    return this;
  }

  boolean(name: string, value: boolean): this {
    this.name(BsonType.boolean, name);
    this.bytes[this.at++] = value ? 1 : 0;
    return this;
  }

  null(name: string): this {
    this.name(BsonType.null, name);
    return this;
  }

  beginDocument(name: string): this {
    this.name(BsonType.object, name);
    this.begin();
    return this;
  }

  beginArray(name: string): this {
    this.name(BsonType.array, name);
    this.begin();
    return this;
  }

  end(): this {
    this.room(1);
    this.bytes[this.at++] = 0;
    const start = this.open.pop()!;
    this.bytes.writeInt32LE(this.at - start, start);
    return this;
  }

  /** Closes the document and returns it, behind its reserved bytes. */
  finish(): Buffer {
    while (this.open.length > 0) this.end();
    return this.bytes.subarray(0, this.at);
  }

  /** Bytes written so far, the reserved ones left out. */
  get size(): number {
    return this.at - this.reserved;
  }
}
