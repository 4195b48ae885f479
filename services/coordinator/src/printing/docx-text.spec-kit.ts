import { inflateRawSync } from 'node:zlib';

const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;

/** The words of a docx, cell by cell and paragraph by paragraph, out of its `word/document.xml`. */
export function docxText(bytes: Buffer): string {
  const xml = fileIn(bytes, 'word/document.xml').toString('utf8');
  return xml.replace(/<\/w:(p|tc)>/g, '\n').replace(/<[^>]+>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** A file of a zip by its central directory (APPNOTE.TXT 4.3.12). */
function fileIn(bytes: Buffer, wanted: string): Buffer {
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 1)) {
    if (bytes.readUInt32LE(at) !== ENTRY) continue;
    const name = bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + bytes.readUInt16LE(at + 28)).toString('utf8');
    if (name !== wanted) continue;
    const header = bytes.readUInt32LE(at + 42);
    const from = header + LOCAL_BYTES + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
    return bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
  }
  throw new Error(`the zip holds no ${wanted}`);
}
