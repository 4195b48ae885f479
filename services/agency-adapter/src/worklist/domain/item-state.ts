import type { CaseId, Instant, Sha256 } from '@lianshen/contracts/kernel';
import type { VerdictCode } from '@lianshen/contracts/messages';
import type { ItemEvent } from './item-event.js';

/**
 * `none`: nothing came yet. `recalled` before any request is a tombstone: the request that comes after it opens
 * nothing. `answered`: signed and on its way, until it is `filed` or `rejected`.
 */
export type ItemStatus = 'none' | 'open' | 'answered' | 'filed' | 'rejected' | 'recalled';

export interface SignedVerdict {
  readonly version: number;
  readonly code: VerdictCode;
  readonly verdictHash: Sha256;
  readonly signedAt: Instant;
  /** Undefined once the person's key is destroyed. */
  readonly jws: string | undefined;
}

export interface ItemState {
  readonly status: ItemStatus;
  readonly caseId: CaseId;
  readonly requestHash: Sha256 | undefined;
  readonly requestJws: string | undefined;
  readonly receivedAt: Instant | undefined;
  readonly dueAt: Instant | undefined;
  readonly destroyAfter: Instant | undefined;
  readonly verdict: SignedVerdict | undefined;
  readonly rejectedCode: string | undefined;
}

export const NO_ITEM: ItemState = {
  status: 'none',
  caseId: '',
  requestHash: undefined,
  requestJws: undefined,
  receivedAt: undefined,
  dueAt: undefined,
  destroyAfter: undefined,
  verdict: undefined,
  rejectedCode: undefined,
};

export function evolveItem(state: ItemState, event: ItemEvent, at: Instant): ItemState {
  switch (event.type) {
    case 'RequestReceived': {
      const { caseId, requestHash, dueAt, destroyAfter } = event.data;
      return { ...state, status: 'open', caseId, requestHash, dueAt, destroyAfter, requestJws: event.private?.jws, receivedAt: at };
    }
    case 'ItemRecalled':
      return { ...state, status: 'recalled' };
    case 'VerdictSigned': {
      const { version, code, verdictHash } = event.data;
      return { ...state, status: 'answered', verdict: { version, code, verdictHash, signedAt: at, jws: event.private?.jws }, rejectedCode: undefined };
    }
    case 'VerdictFiled':
      return { ...state, status: 'filed' };
    case 'VerdictRejected':
      return { ...state, status: 'rejected', rejectedCode: event.data.code };
  }
}
