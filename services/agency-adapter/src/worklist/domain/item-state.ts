import type { BundleId } from '@lianshen/contracts/api';
import type { BatchId, CaseId, Instant, Sha256 } from '@lianshen/contracts/kernel';
import type { Approver, Signer, VerdictCode } from '@lianshen/contracts/messages';
import type { NonAnswerKind, ProposedAnswer } from './item-event.js';

/**
 * `none`: nothing came yet. `recalled` before any request is a tombstone: the request that comes after it opens
 * nothing. `waiting`: a question is with the coordinator. `answered`: signed and on its way, until it is `filed` or
 * `rejected`. `declined`: out of scope or recused. An answer that waits for approval is the submission beside it,
 * so that a correction leaves the status of the version before it as it is.
 */
export type ItemStatus = 'none' | 'open' | 'waiting' | 'answered' | 'filed' | 'rejected' | 'declined' | 'recalled';

export interface SignedVerdict {
  readonly version: number;
  readonly code: VerdictCode;
  readonly verdictHash: Sha256;
  readonly signedAt: Instant;
  /** Undefined once the person's key is destroyed. */
  readonly jws: string | undefined;
}

export interface Claim {
  readonly by: string;
  /** Empty once the item's key is destroyed, as all texts and names below. */
  readonly name: string;
  readonly since: Instant;
}

export interface Submission {
  readonly number: number;
  readonly submittedAt: Instant;
  readonly clerk: Signer;
  /** The id of who filled in the form: as a rule the clerk, and where it changed hands whoever saved it last. */
  readonly drafter: string;
  /** What it was answered together with; undefined where by itself. */
  readonly bundle: BundleId | undefined;
  readonly answer: ProposedAnswer | undefined;
  /** What had been added to the request when it was proposed: an answer stands for no more than its clerk has read. */
  readonly supplementHashes: readonly Sha256[];
  readonly approvers: readonly Approver[];
}

/** A message to the coordinator that is no answer, as it was signed. */
export interface NonAnswer {
  readonly kind: NonAnswerKind;
  readonly number: number;
  readonly signedAt: Instant;
  readonly text: string;
  readonly messageHash: Sha256;
  readonly jws: string | undefined;
}

export interface ReceivedSupplement {
  readonly number: number;
  readonly supplementHash: Sha256;
  readonly receivedAt: Instant;
  readonly text: string;
}

export interface AskedExtension {
  readonly number: number;
  /** Undefined, as what was asked, where a lost store has to be told of it. */
  readonly until: Instant | undefined;
  readonly asked: NonAnswer | undefined;
  /** Undefined while the coordinator has not decided; null where it refused. */
  readonly grantedUntil: Instant | null | undefined;
}

/** A machine would have answered; it was drawn for a person to answer instead. */
export interface DrawnItem {
  readonly standingOrder: string;
  readonly oneIn: number;
  readonly drawnAt: Instant;
  /** What the machine would have said. */
  readonly code: VerdictCode;
  /** Undefined once the key of the item is destroyed. */
  readonly category: string | undefined;
  /** The newest answer of a person, held against it; undefined while nobody has answered. */
  readonly compared: { readonly version: number; readonly agrees: boolean; readonly sameWording: boolean } | undefined;
}

/** A member of staff who has nothing more to do with the item, and how long it took until a substitute had taken over. */
export interface RecusedStaff {
  readonly person: string;
  readonly at: Instant;
  /** What a substitute is asked for; undefined where the person had no part in it. */
  readonly needs: 'clerk' | 'approver' | undefined;
  readonly substituted: { readonly at: Instant; readonly by: string } | undefined;
}

export interface ItemState {
  readonly status: ItemStatus;
  readonly caseId: CaseId;
  /** Undefined where the request names none. */
  readonly batch: BatchId | undefined;
  readonly requestHash: Sha256 | undefined;
  readonly requestJws: string | undefined;
  readonly receivedAt: Instant | undefined;
  readonly dueAt: Instant | undefined;
  readonly deadlineVersion: number;
  /** The due time was counted in a year without calendar. */
  readonly provisional: boolean;
  /** The last time that the due time moved without its having been asked for, and what it was before. */
  readonly moved: { readonly because: 'pause-ended' | 'recounted'; readonly formerDueAt: Instant } | undefined;
  readonly approversMin: number;
  readonly destroyAfter: Instant | undefined;
  readonly claim: Claim | undefined;
  /** Whether a clerk ever claimed it: only then can there be a draft. */
  readonly workedOn: boolean;
  readonly submission: Submission | undefined;
  /** How many there have been. */
  readonly submissions: number;
  readonly returned: { readonly submission: number; readonly by: string; readonly reason: string } | undefined;
  /** The submission that the newest verdict was made of and who approved it: the same approval again is done already. */
  readonly signed: { readonly submission: number; readonly approvers: readonly string[]; readonly authors: readonly string[] } | undefined;
  readonly verdict: SignedVerdict | undefined;
  readonly rejectedCode: string | undefined;
  readonly drawn: DrawnItem | undefined;
  readonly questions: readonly NonAnswer[];
  readonly supplements: readonly ReceivedSupplement[];
  readonly extensions: readonly AskedExtension[];
  readonly declined: NonAnswer | undefined;
  /** Those who stand recused. */
  readonly recused: readonly RecusedStaff[];
  /** That a verdict was given with somebody who is recused. */
  readonly reReview: NonAnswer | undefined;
}

export const NO_ITEM: ItemState = {
  status: 'none',
  caseId: '',
  batch: undefined,
  requestHash: undefined,
  requestJws: undefined,
  receivedAt: undefined,
  dueAt: undefined,
  deadlineVersion: 0,
  provisional: false,
  moved: undefined,
  approversMin: 1,
  destroyAfter: undefined,
  claim: undefined,
  workedOn: false,
  submission: undefined,
  submissions: 0,
  returned: undefined,
  signed: undefined,
  verdict: undefined,
  rejectedCode: undefined,
  drawn: undefined,
  questions: [],
  supplements: [],
  extensions: [],
  declined: undefined,
  recused: [],
  reReview: undefined,
};

/** What a verdict binds, in the order of their numbers. */
export const supplementHashesOf = ({ supplements }: ItemState): readonly Sha256[] =>
  [...supplements].sort((one, other) => one.number - other.number).map(({ supplementHash }) => supplementHash);

/** Whether somebody who worked on it was recused and nobody has taken over. */
export const awaitsSubstitute = ({ recused }: ItemState): boolean => recused.some(({ needs, substituted }) => needs !== undefined && substituted === undefined);

/** The number of the next of a kind; above every one that the coordinator knows, also where our own store was lost. */
export const nextNumber = (...known: readonly (readonly { readonly number: number }[])[]): number => Math.max(0, ...known.flat().map(({ number }) => number)) + 1;

/** What the coordinator has not answered yet and may have to be sent again, the newest of each kind. */
export function unansweredBy({ status, questions, extensions, declined, reReview }: ItemState): NonAnswer[] {
  if (reReview) return [reReview];
  if (status === 'declined') return declined ? [declined] : [];
  if (status !== 'open' && status !== 'waiting') return [];
  const question = status === 'waiting' ? questions.at(-1) : undefined;
  const extension = extensions.find(({ grantedUntil }) => grantedUntil === undefined)?.asked;
  return [question, extension].filter((each) => each !== undefined);
}
