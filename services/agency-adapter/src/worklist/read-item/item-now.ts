import type { RequestId } from '@lianshen/contracts/kernel';
import type { Request } from '@lianshen/contracts/messages';
import type { History } from '@lianshen/platform/ledger';
import type { Acting } from '../../delegations/delegations.js';
import type { ItemEvent, ItemState } from '../domain/index.js';
import type { Draft } from '../save-draft/drafts.js';

/** What a form was made from: how far the item's ledger had come, and which revision of the draft there was. */
export interface ItemVersion {
  readonly seq: number;
  /** 0 where there was no draft. */
  readonly draft: number;
}

/** An item as it is now, from its ledger and its draft. */
export interface ItemNow {
  readonly requestId: RequestId;
  readonly state: ItemState;
  readonly acts: History<ItemState, ItemEvent>['acts'];
  /** Whoever asked, as they act in this item. */
  readonly acting: Acting;
  /** Undefined once the key of the item is destroyed. */
  readonly request: Request | undefined;
  readonly draft: Draft | undefined;
  readonly version: ItemVersion;
}
