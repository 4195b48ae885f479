import { Injectable } from '@nestjs/common';
import type { WorklistChange } from '@lianshen/contracts/api';

/** `changed`: the item itself. `presence`: who has it open. */
export type ChangeKind = 'changed' | 'presence';

type Listener = (kind: ChangeKind, change: WorklistChange) => void;

/** What changes in this process, for whoever follows it live. */
@Injectable()
export class ItemChanges {
  private readonly listeners = new Set<Listener>();

  tell(kind: ChangeKind, change: WorklistChange): void {
    for (const listener of this.listeners) listener(kind, change);
  }

  listen(listener: Listener): void {
    this.listeners.add(listener);
  }
}
