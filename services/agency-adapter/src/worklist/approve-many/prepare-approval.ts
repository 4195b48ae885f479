import { refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { Approver, Envelope } from '@lianshen/contracts/messages';
import type { Person } from '@lianshen/platform/identity';
import type { SignedMessage } from '@lianshen/platform/sealing';
import { onBehalfOf } from '../../delegations/delegations.js';
import { approveAnswer, type ItemEvent, type ItemState, type SignEnvelope } from '../domain/index.js';
import type { OpenItem } from '../many-items.js';
import { permitted } from '../permitted.js';
import { signerOf } from '../staff.js';

/** The approval of one of many: what it would be on the item as it was opened, and what is to be signed for it. */
export interface PreparedApproval {
  readonly item: OpenItem;
  readonly decide: (state: ItemState, sign: SignEnvelope) => Result<ItemEvent[]>;
  readonly wouldBe: Result<ItemEvent[]>;
  /** Undefined where it would be refused, or further signatures are missing. */
  readonly envelope: Envelope | undefined;
}

/** Stands in for a signature while it is found out what is to be signed. */
const UNSIGNED: SignedMessage = { jws: '', payloadHash: '' };

/** @param submission the number that was seen. @param now epoch ms; when the verdict says that it was decided, so that deciding again gives the same bytes. */
export function prepareApproval(item: OpenItem, submission: number, person: Person, now: Instant): PreparedApproval {
  const { state, request, acting } = item;
  // Another replica's clock may be ahead: nothing is decided before what it rests on.
  const decidedAt = Math.max(now, item.acts.at(-1)?.at ?? 0);
  const inPlaceOf = onBehalfOf(acting, person.roles);
  const approver: Approver = { ...signerOf(person), ...(inPlaceOf ? { onBehalfOf: inPlaceOf } : {}) };
  const decide = (on: ItemState, sign: SignEnvelope): Result<ItemEvent[]> => {
    return request ? approveAnswer(on, { request, submission, approver, sign }, decidedAt) : refuse('item.erased');
  };
  let envelope: Envelope | undefined;
  const allowed = permitted(state, acting, 'approveAnswer');
  const wouldBe = allowed.ok ? decide(state, (toSign) => ((envelope = toSign), UNSIGNED)) : allowed;
  return { item, decide, wouldBe, envelope };
}
