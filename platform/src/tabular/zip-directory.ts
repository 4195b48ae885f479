import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import type { TableLimits } from './table-limits.js';

/** One file of a zip as its central directory tells it (PKWARE APPNOTE.TXT 4.3.12). */
export interface ZipEntry {
  readonly name: string;
  readonly deflated: boolean;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly headerAt: number;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 0xffff;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const ENTRIES_MAX = 2_000;
const ENCRYPTED_FLAG = 1;
const ZIP64_MARK = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

/**
 * Lists a zip without unpacking anything, so that a bomb is refused before it goes off.
 * Refused: `tabular.damaged` (no directory, zip64, a method other than stored and deflate), `tabular.encrypted`,
 * `tabular.zip-bomb` (sizes over the limits).
 * @param bytes the whole file.
 */
export function readZipDirectory(bytes: Buffer, limits: TableLimits): Result<ZipEntry[]> {
  const end = findEnd(bytes);
  if (end === undefined) return refuse('tabular.damaged');
  const count = bytes.readUInt16LE(end + 10);
  if (count > ENTRIES_MAX) return refuse('tabular.zip-bomb');
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    const entry = readEntry(bytes, at);
    if (!entry.ok) return entry;
    entries.push(entry.value.entry);
    at = entry.value.next;
  }
  if (new Set(entries.map(({ name }) => name)).size !== entries.length) return refuse('tabular.damaged');
  return withinLimits(entries, bytes.length, limits);
}

function findEnd(bytes: Buffer): number | undefined {
  const last = bytes.length - END_BYTES;
  for (let at = last; at >= Math.max(0, last - COMMENT_BYTES_MAX); at -= 1) {
    if (bytes.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  return undefined;
}

function readEntry(bytes: Buffer, at: number): Result<{ entry: ZipEntry; next: number }> {
  if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) return refuse('tabular.damaged');
  if ((bytes.readUInt16LE(at + 8) & ENCRYPTED_FLAG) !== 0) return refuse('tabular.encrypted');
  const method = bytes.readUInt16LE(at + 10);
  const [packedBytes, unpackedBytes] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
  if (![STORED, DEFLATED].includes(method) || unpackedBytes === ZIP64_MARK) return refuse('tabular.damaged');
  const nameEnd = at + ENTRY_BYTES + bytes.readUInt16LE(at + 28);
  const entry: ZipEntry = {
    name: bytes.toString('utf8', at + ENTRY_BYTES, nameEnd),
    deflated: method === DEFLATED,
    packedBytes,
    unpackedBytes,
    headerAt: bytes.readUInt32LE(at + 42),
  };
  return ok({ entry, next: nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32) });
}

function withinLimits(entries: ZipEntry[], fileBytes: number, limits: TableLimits): Result<ZipEntry[]> {
  const unpacked = entries.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
  const packsTooWell = unpacked > limits.bombBytesMin && unpacked / fileBytes > limits.bombRatioMax;
  return unpacked > limits.unpackedBytesMax || packsTooWell ? refuse('tabular.zip-bomb') : ok(entries);
}
