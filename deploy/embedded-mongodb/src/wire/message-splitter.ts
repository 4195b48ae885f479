import { headerBytes, messageBytesMax, ProtocolError } from './message-header.js';

/** Cuts a byte stream into whole messages. Throws ProtocolError on an impossible length, before it stores a byte of it. */
export class MessageSplitter {
  private readonly chunks: Buffer[] = [];
  private bytes = 0;
  private needed = 4;

  push(chunk: Buffer): Buffer[] {
    this.chunks.push(chunk);
    this.bytes += chunk.length;
    const messages: Buffer[] = [];
    while (this.bytes >= this.needed) {
      const joined = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
      const length = joined.readInt32LE(0);
      if (length < headerBytes || length > messageBytesMax) throw new ProtocolError(`a message of ${length} bytes`);
      this.chunks.length = 0;
      if (joined.length < length) {
        this.chunks.push(joined);
        this.needed = length;
        break;
      }
      messages.push(joined.subarray(0, length));
      if (joined.length > length) this.chunks.push(joined.subarray(length));
      this.bytes = joined.length - length;
      this.needed = 4;
    }
    return messages;
  }
}
