import { ElementCursor, elementsOf } from '../bson/element-cursor.js';
import { DocumentWriter } from '../bson/document-writer.js';
import { BsonType, BsonValue } from '../bson/types.js';

/** A document opened for changes. Only what lies on an updated path is opened; all else stays as stored bytes. */
export class TreeDocument {
  readonly fields = new Map<string, Node>();
}

export class TreeArray {
  constructor(readonly items: Node[]) {}
}

export type Node = BsonValue | TreeDocument | TreeArray;

export function openDocument(value: BsonValue): TreeDocument {
  const tree = new TreeDocument();
  const cursor = new ElementCursor(value);
  while (cursor.next()) tree.fields.set(cursor.name(), cursor.value());
  return tree;
}

export const openArray = (value: BsonValue): TreeArray => new TreeArray(elementsOf(value));

/** Opens a container one level deep; a scalar comes back as it is. */
export function opened(node: Node): Node {
  if (!(node instanceof BsonValue)) return node;
  if (node.type === BsonType.object) return openDocument(node);
  if (node.type === BsonType.array) return openArray(node);
  return node;
}

function writeNode(writer: DocumentWriter, name: string, node: Node): void {
  if (node instanceof BsonValue) writer.value(name, node);
  else if (node instanceof TreeArray) {
    writer.beginArray(name);
    node.items.forEach((item, index) => writeNode(writer, String(index), item));
    writer.end();
  } else {
    writer.beginDocument(name);
    for (const [field, child] of node.fields) writeNode(writer, field, child);
    writer.end();
  }
}

export function closeDocument(tree: TreeDocument): Buffer {
  const writer = new DocumentWriter();
  for (const [name, node] of tree.fields) writeNode(writer, name, node);
  return writer.finish();
}

/** A node as a value, to compare it or to match it. */
export function closed(node: Node): BsonValue {
  if (node instanceof BsonValue) return node;
  const writer = new DocumentWriter();
  writeNode(writer, '', node);
  const bytes = writer.finish();
  return new BsonValue(bytes[4]!, bytes, 6, bytes.length - 1);
}
