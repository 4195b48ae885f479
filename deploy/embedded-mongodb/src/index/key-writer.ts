/** Collects the bytes of one index key. Kept between keys, so that encoding allocates only the finished key. */
export class KeyWriter {
  private bytes = Buffer.allocUnsafe(1024);
  at = 0;

  private room(size: number): void {
    if (this.at + size <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + size));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }

  byte(value: number): void {
    this.room(1);
    this.bytes[this.at++] = value;
  }

  uint32(value: number): void {
    this.room(4);
    this.at = this.bytes.writeUInt32BE(value, this.at);
  }

  uint64(value: bigint): void {
    this.room(8);
    this.at = this.bytes.writeBigUInt64BE(value, this.at);
  }

  /** Big-endian IEEE bits with the sign turned so that unsigned bytes sort like the numbers. */
  double(value: number): void {
    this.room(8);
    this.bytes.writeDoubleBE(value, this.at);
    if (this.bytes[this.at]! & 0x80) this.invert(this.at, this.at + 8);
    else this.bytes[this.at]! |= 0x80;
    this.at += 8;
  }

  raw(source: Buffer, start: number, end: number): void {
    this.room(end - start);
    source.copy(this.bytes, this.at, start, end);
    this.at += end - start;
  }

  /**
   * Text that ends itself: a zero byte inside becomes 00 FF and the end is 00 00, so a shorter text sorts before any
   * text that it begins, whatever follows in the key.
   */
  terminated(source: Buffer, start: number, end: number): void {
    this.room((end - start) * 2 + 2);
    const zero = source.indexOf(0, start);
    if (zero < 0 || zero >= end) this.raw(source, start, end);
    else {
      for (let i = start; i < end; i++) {
        const byte = source[i]!;
        this.bytes[this.at++] = byte;
        if (byte === 0) this.bytes[this.at++] = 0xff;
      }
    }
    this.bytes[this.at++] = 0;
    this.bytes[this.at++] = 0;
  }

  /** Turns the order of what was written from `start` on: a descending field. */
  invert(start: number, end = this.at): void {
    for (let i = start; i < end; i++) this.bytes[i] = ~this.bytes[i]!;
  }

  /** A copy of what was written since `start`. */
  copy(start = 0): Buffer {
    return Buffer.from(this.bytes.subarray(start, this.at));
  }
}
