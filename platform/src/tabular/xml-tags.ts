export interface XmlTag {
  /** Without its namespace prefix. */
  readonly name: string;
  readonly closing: boolean;
  /** `<c r="A1"/>` */
  readonly selfClosing: boolean;
  /** The text between the name and the end of the tag. */
  readonly attributes: string;
  /** Where the text behind the tag begins. */
  readonly endsAt: number;
}

/** Thrown by xmlTags and turned into a refusal by who calls it: the text is no XML that a spreadsheet would write. */
export class MalformedXml extends Error {
  override readonly name = 'MalformedXml';
}

/**
 * Walks the tags of a sheet's XML in one pass whose cost is linear for every input.
 * It reads positions only; values are read by the spreadsheet library. Comments and instructions are stepped over;
 * a document type declaration, which no spreadsheet has, is malformed here.
 * @param xml bytes as latin1 text: every name and reference that matters is ASCII. @throws MalformedXml
 */
export function* xmlTags(xml: string): Generator<XmlTag> {
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    if (xml.startsWith('<!--', at)) at = after(xml, '-->', at + 4);
    else if (xml.startsWith('<![CDATA[', at)) at = after(xml, ']]>', at + 9);
    else if (xml.startsWith('<?', at)) at = after(xml, '?>', at + 2);
    else if (xml.startsWith('<!', at)) throw new MalformedXml('a declaration within a sheet');
    else {
      const end = endOfTag(xml, at + 1);
      yield toTag(xml.slice(at + 1, end), end + 1);
      at = end + 1;
    }
  }
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at < 0) throw new MalformedXml('something is not closed');
  return at + mark.length;
}

/** A `>` within a quoted attribute does not end the tag. */
function endOfTag(xml: string, from: number): number {
  for (let at = from; at < xml.length; at += 1) {
    const character = xml[at];
    if (character === '>') return at;
    if (character === '"' || character === "'") at = after(xml, character, at + 1) - 1;
  }
  throw new MalformedXml('a tag is not closed');
}

function toTag(inner: string, endsAt: number): XmlTag {
  const closing = inner.startsWith('/');
  const selfClosing = inner.endsWith('/');
  const body = inner.slice(closing ? 1 : 0, selfClosing ? -1 : undefined);
  const blank = body.search(/\s/);
  const qualified = blank < 0 ? body : body.slice(0, blank);
  return {
    name: qualified.slice(qualified.indexOf(':') + 1),
    closing,
    selfClosing,
    attributes: blank < 0 ? '' : body.slice(blank),
    endsAt,
  };
}

const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** @returns the value of an attribute by its name without prefix, or undefined. */
export function attributeOf(tag: XmlTag, name: string): string | undefined {
  for (const [, qualified = '', double, single] of tag.attributes.matchAll(ATTRIBUTE)) {
    if (qualified.slice(qualified.indexOf(':') + 1) === name) return double ?? single;
  }
  return undefined;
}
