import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import type { ZipEntry } from './zip-directory.js';

const inflate = promisify(inflateRaw);

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;

/**
 * Unpacks entries of a zip, each to exactly the size that the directory declared: a file that lies about its size
 * stops there (`tabular.damaged`), so the limits that were checked on the directory hold for the real bytes.
 * @param entries those of readZipDirectory that are wanted.
 */
export async function unzip(bytes: Buffer, entries: readonly ZipEntry[]): Promise<Result<Map<string, Buffer>>> {
  const files = new Map<string, Buffer>();
  for (const entry of entries) {
    const unpacked = await unpack(bytes, entry);
    if (unpacked?.length !== entry.unpackedBytes) return refuse('tabular.damaged');
    files.set(entry.name, unpacked);
  }
  return ok(files);
}

async function unpack(bytes: Buffer, entry: ZipEntry): Promise<Buffer | undefined> {
  const { headerAt } = entry;
  if (headerAt + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(headerAt) !== LOCAL_SIGNATURE) return undefined;
  const from = headerAt + LOCAL_BYTES + bytes.readUInt16LE(headerAt + 26) + bytes.readUInt16LE(headerAt + 28);
  const packed = bytes.subarray(from, from + entry.packedBytes);
  if (!entry.deflated) return packed;
  try {
    return await inflate(packed, { maxOutputLength: Math.max(1, entry.unpackedBytes) });
  } catch {
    // zlib says ERR_BUFFER_TOO_LARGE for a lying size and Z_DATA_ERROR for garbage: both are a damaged file.
    return undefined;
  }
}
