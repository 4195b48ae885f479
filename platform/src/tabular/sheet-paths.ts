import { attributeOf, MalformedXml, xmlTags, type XmlTag } from './xml-tags.js';

/** Far more than a person keeps open; each costs a walk over its XML. */
const SHEETS_MAX = 200;

/**
 * Where each sheet of a workbook is stored, in the workbook's order (ECMA-376 part 1, 12.3.23: sheets are named by
 * relationship). @param files the unpacked workbook.
 * @throws MalformedXml when a sheet has no file, shares it with another, or there are more than 200.
 */
export function sheetPaths(files: ReadonlyMap<string, Buffer>): string[] {
  const targets = new Map<string, string>();
  for (const tag of tagsOf(files, 'xl/_rels/workbook.xml.rels', 'Relationship')) {
    targets.set(attributeOf(tag, 'Id') ?? '', attributeOf(tag, 'Target') ?? '');
  }
  const paths = new Set<string>();
  for (const tag of tagsOf(files, 'xl/workbook.xml', 'sheet')) {
    const target = targets.get(attributeOf(tag, 'id') ?? '') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    if (!files.has(path) || paths.has(path) || paths.size >= SHEETS_MAX) throw new MalformedXml('a sheet without its own file');
    paths.add(path);
  }
  return [...paths];
}

function* tagsOf(files: ReadonlyMap<string, Buffer>, path: string, name: string): Generator<XmlTag> {
  for (const tag of xmlTags(files.get(path)?.toString('latin1') ?? '')) if (tag.name === name && !tag.closing) yield tag;
}
