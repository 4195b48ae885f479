import { ok, refuse, type Result } from '@lianshen/contracts/kernel';

const BOMS: readonly (readonly [mark: Buffer, encoding: string])[] = [
  [Buffer.from([0xef, 0xbb, 0xbf]), 'utf-8'],
  [Buffer.from([0xff, 0xfe]), 'utf-16le'],
  [Buffer.from([0xfe, 0xff]), 'utf-16be'],
];

/**
 * Decodes a text file as personnel offices send it. A byte order mark decides; without one, what is strictly valid
 * UTF-8 is UTF-8, because GB18030 text with Chinese in it practically never is; all else is GB18030 (which contains
 * GBK and GB2312, GB 18030-2022), read strictly.
 * Refused: `tabular.undecodable` (none of them fits), `tabular.not-text` (holds NUL, so it is no text).
 */
export function decodeText(bytes: Buffer): Result<string> {
  const marked = BOMS.find(([mark]) => bytes.subarray(0, mark.length).equals(mark));
  const encodings = marked === undefined ? ['utf-8', 'gb18030'] : [marked[1]];
  for (const encoding of encodings) {
    const text = decodeStrictly(bytes, encoding);
    if (text !== undefined) return text.includes('\0') ? refuse('tabular.not-text') : ok(text);
  }
  return refuse('tabular.undecodable');
}

function decodeStrictly(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // A fatal decoder throws TypeError on the first invalid byte: the file is in another encoding.
    return undefined;
  }
}
