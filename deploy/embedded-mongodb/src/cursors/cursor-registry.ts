import { CommandError } from '../errors/command-error.js';

const idleMsMax = 10 * 60 * 1000;
const cursorsMax = 1000;

export interface OpenCursor {
  readonly id: bigint;
  readonly namespace: string;
  readonly documents: Iterator<Buffer>;
  /** A document that was read but did not fit into the last batch. */
  pending: Buffer | undefined;
  usedAt: number;
}

/** Cursors that have more to give. Bounded in number; one that rests for ten minutes is forgotten, as in MongoDB. */
export class CursorRegistry {
  private readonly cursors = new Map<bigint, OpenCursor>();
  private nextId = BigInt(Date.now()) << 20n;

  constructor(private readonly now: () => number = Date.now) {}

  add(namespace: string, documents: Iterator<Buffer>, pending: Buffer): OpenCursor {
    this.forgetIdle();
    if (this.cursors.size >= cursorsMax) throw new CommandError('BadValue', `more than ${cursorsMax} cursors are open`);
    const cursor: OpenCursor = { id: this.nextId++, namespace, documents, pending, usedAt: this.now() };
    this.cursors.set(cursor.id, cursor);
    return cursor;
  }

  get(id: bigint, namespace: string): OpenCursor {
    this.forgetIdle();
    const cursor = this.cursors.get(id);
    if (cursor?.namespace !== namespace) throw new CommandError('CursorNotFound', `cursor id ${id} not found`);
    cursor.usedAt = this.now();
    return cursor;
  }

  remove(id: bigint, namespace: string): boolean {
    return this.cursors.get(id)?.namespace === namespace && this.cursors.delete(id);
  }

  get size(): number {
    return this.cursors.size;
  }

  private forgetIdle(): void {
    const before = this.now() - idleMsMax;
    for (const cursor of this.cursors.values()) if (cursor.usedAt < before) this.cursors.delete(cursor.id);
  }
}
