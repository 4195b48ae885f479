import type { Instant } from '@lianshen/contracts/kernel';
import type { ItemEvent, ItemEventOf } from './item-event.js';
import type { ItemState, NonAnswer, RecusedStaff } from './item-state.js';

/** Folds one event. Pure, and total over the events. */
export function evolveItem(state: ItemState, event: ItemEvent, at: Instant): ItemState {
  switch (event.type) {
    case 'RequestReceived':
      return received(state, event, at);
    case 'ItemRecalled':
      return { ...state, status: 'recalled', claim: undefined, submission: undefined };
    case 'ItemClaimed':
      return claimed(state, event.data.by, event.private?.name ?? '', at);
    case 'ItemAssigned':
      return claimed(state, event.data.to, event.private?.name ?? '', at);
    case 'StaffRecused':
      return recused(state, event, at);
    case 'StaffReadmitted':
      return { ...state, recused: state.recused.filter(({ person }) => person !== event.data.person) };
    case 'ItemReleased':
      return { ...state, claim: undefined };
    case 'AnswerSubmitted':
      return submitted(state, event, at);
    case 'SubmissionWithdrawn':
      return { ...state, submission: undefined };
    case 'AnswerReturned': {
      const { submission, by } = event.data;
      return { ...state, submission: undefined, returned: { submission, by, reason: event.private?.reason ?? '' } };
    }
    case 'AnswerApproved':
      return approved(state, event, at);
    case 'VerdictSigned':
      return signed(state, event, at);
    case 'DrawnForChecking': {
      const { standingOrder, oneIn, code } = event.data;
      return { ...state, drawn: { standingOrder, oneIn, code, drawnAt: at, category: event.private?.answer.category, compared: undefined } };
    }
    case 'AnswerCompared': {
      const { version, agrees, sameWording } = event.data;
      return { ...state, drawn: state.drawn && { ...state.drawn, compared: { version, agrees, sameWording } } };
    }
    case 'VerdictFiled':
      return { ...state, status: 'filed' };
    case 'VerdictRejected':
      return { ...state, status: 'rejected', rejectedCode: event.data.code };
    case 'NonAnswerSigned':
      return nonAnswered(state, event, at);
    case 'SupplementReceived':
      return supplemented(state, event, at);
    case 'ExtensionDecided':
      return extended(state, event);
    case 'DeadlineMoved':
      return moved(state, event);
  }
}

function received(state: ItemState, event: ItemEventOf<'RequestReceived'>, at: Instant): ItemState {
  const { caseId, requestHash, dueAt, deadlineVersion, approversMin = 1, destroyAfter, batch, provisional = false } = event.data;
  // What has overtaken it tells of a later due time.
  const isProvisional = state.moved ? state.provisional : provisional;
  const opened: ItemState = { ...state, status: 'open', provisional: isProvisional, caseId, batch, requestHash, approversMin, destroyAfter, requestJws: event.private?.jws, receivedAt: at };
  // A supplement that overtook its request has moved the deadline already.
  return withDeadline(opened, dueAt, deadlineVersion);
}

const withDeadline = (state: ItemState, dueAt: Instant | null | undefined, version: number | undefined): ItemState =>
  dueAt != null && version !== undefined && version > state.deadlineVersion ? { ...state, dueAt, deadlineVersion: version } : state;

const claimed = (state: ItemState, by: string, name: string, at: Instant): ItemState => ({ ...substituted(state, 'clerk', by, at), workedOn: true, claim: { by, name, since: at } });

/** Somebody else does what a recused person did. */
function substituted(state: ItemState, need: RecusedStaff['needs'], by: string, at: Instant): ItemState {
  if (!state.recused.some(({ needs, substituted: done }) => needs === need && !done)) return state;
  return { ...state, recused: state.recused.map((each) => (each.needs === need && !each.substituted ? { ...each, substituted: { at, by } } : each)) };
}

/** What they hold falls away: their claim, what they wrote, and their signature where more are still missing. */
function recused(state: ItemState, { data: { person, needs } }: ItemEventOf<'StaffRecused'>, at: Instant): ItemState {
  const { claim, submission } = state;
  const wrote = submission !== undefined && (submission.clerk.id === person || submission.drafter === person);
  return {
    ...state,
    claim: claim?.by === person || wrote ? undefined : claim,
    submission: wrote ? undefined : submission && { ...submission, approvers: submission.approvers.filter(({ id }) => id !== person) },
    recused: [...state.recused, { person, at, needs, substituted: undefined }],
  };
}

function submitted(state: ItemState, event: ItemEventOf<'AnswerSubmitted'>, at: Instant): ItemState {
  const { submission: number, clerk, drafter = clerk, bundle, supplementHashes } = event.data;
  const { answer, clerk: signer = { id: clerk, name: '' } } = event.private ?? {};
  return { ...state, submissions: number, returned: undefined, submission: { number, submittedAt: at, clerk: signer, drafter, bundle, answer, supplementHashes, approvers: [] } };
}

function approved(before: ItemState, event: ItemEventOf<'AnswerApproved'>, at: Instant): ItemState {
  const state = substituted(before, 'approver', event.data.approver, at);
  if (!state.submission) return state;
  const approver = event.private?.approver ?? { id: event.data.approver, name: '' };
  return { ...state, submission: { ...state.submission, approvers: [...state.submission.approvers, approver] } };
}

function signed(state: ItemState, event: ItemEventOf<'VerdictSigned'>, at: Instant): ItemState {
  const { version, code, verdictHash } = event.data;
  const { submission } = state;
  return {
    ...state,
    status: 'answered',
    verdict: { version, code, verdictHash, signedAt: at, jws: event.private?.jws },
    signed: submission && { submission: submission.number, approvers: submission.approvers.map(({ id }) => id), authors: [submission.clerk.id, submission.drafter] },
    reReview: undefined,
    claim: undefined,
    submission: undefined,
    returned: undefined,
    rejectedCode: undefined,
  };
}

/** The message that an event tells of. @param at when it was signed: the time of its commit. */
export function nonAnswerOf({ data: { kind, number, messageHash }, private: signed }: ItemEventOf<'NonAnswerSigned'>, at: Instant): NonAnswer {
  return { kind, number, signedAt: at, text: signed?.text ?? '', messageHash, jws: signed?.jws };
}

function nonAnswered(state: ItemState, event: ItemEventOf<'NonAnswerSigned'>, at: Instant): ItemState {
  const { kind, number, until } = event.data;
  const message = nonAnswerOf(event, at);
  switch (kind) {
    case 'need-more':
      return { ...state, status: 'waiting', questions: [...state.questions, message] };
    case 'extension-asked':
      return { ...state, extensions: [...state.extensions, { number, until: until ?? at, asked: message, grantedUntil: undefined }] };
    case 'out-of-scope':
    case 'recused':
      return { ...state, status: 'declined', declined: message, claim: undefined, submission: undefined };
    case 're-review':
      return { ...state, reReview: message };
  }
}

function supplemented(state: ItemState, event: ItemEventOf<'SupplementReceived'>, at: Instant): ItemState {
  const { number, supplementHash, dueAt, deadlineVersion } = event.data;
  const supplement = { number, supplementHash, receivedAt: at, text: event.private?.text ?? '' };
  const opened: ItemState = { ...state, status: state.status === 'waiting' ? 'open' : state.status, supplements: [...state.supplements, supplement] };
  return withDeadline(opened, dueAt, deadlineVersion);
}

function extended(state: ItemState, event: ItemEventOf<'ExtensionDecided'>): ItemState {
  const { number, grantedUntil, deadlineVersion } = event.data;
  const before = state.extensions.find((each) => each.number === number) ?? { number, until: undefined, asked: undefined };
  const extensions = [...state.extensions.filter((each) => each.number !== number), { ...before, grantedUntil }].sort((one, other) => one.number - other.number);
  return withDeadline({ ...state, extensions, ...(grantedUntil === null ? {} : { provisional: false }) }, grantedUntil, deadlineVersion);
}

/** Whoever waited for an answer for as long as the policy lets them goes on without it: the clock runs again. */
function moved(state: ItemState, { data }: ItemEventOf<'DeadlineMoved'>): ItemState {
  const { because, dueAt, formerDueAt, provisional, deadlineVersion } = data;
  const isGoingOn = because === 'pause-ended' && state.status === 'waiting';
  return withDeadline({ ...state, status: isGoingOn ? 'open' : state.status, provisional, moved: { because, formerDueAt } }, dueAt, deadlineVersion);
}
