import { crc32 } from 'node:zlib';

/**
 * Packs files into a zip without compression (PKWARE APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16).
 *
 * The spreadsheet reader walks a zip by its local headers, while the limits were checked on the central directory;
 * an attacker may let the two differ. It is therefore given a new zip of exactly the bytes that were checked.
 */
export function storeZip(files: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of files) {
    const nameBytes = Buffer.from(name, 'utf8');
    const shared = sharedFields(content, nameBytes);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), shared, nameBytes]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), shared, tail, nameBytes);
    parts.push(local, content);
    at += local.length + content.length;
  }
  const listed = Buffer.concat(directory);
  return Buffer.concat([...parts, listed, endOf(files.size, listed.length, at)]);
}

/** From "version needed" to "extra field length": the same 26 bytes in both kinds of header. */
function sharedFields(content: Buffer, name: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  // Bit 11: the name is UTF-8.
  fields.writeUInt16LE(0x0800, 2);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function endOf(count: number, directoryBytes: number, directoryAt: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(directoryAt, 16);
  return end;
}
