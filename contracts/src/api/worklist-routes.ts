import type { z } from 'zod';
import { RequestId } from '../kernel/index.js';
import { rolesFor } from '../rights/index.js';
import { OrderRecusalBody, RecusalRef, StaffRef } from './recusals.js';
import { AccessPage } from './access-answers.js';
import { InfluencePeriodsBody, InfluencePeriodsView } from './influence-periods.js';
import { PageQuery } from './batches.js';
import { AnswerForm } from './answer-form.js';
import type { ProblemCode } from './problem.js';
import type { ApiRoute, RouteParameter } from './route.js';
import { idempotencyKey, inPath } from './route-parameters.js';
import { EntityTag } from './entity-tag.js';
import { AskForMoreBody, AskForTimeBody, DeclineBody, ReturnAnswerBody, SubmissionRef } from './worklist.js';
import { EarlierAnswers, ReplyLetter, WorkItemView } from './work-item-answers.js';
import { worklistPartRoutes } from './worklist-part-routes.js';

const requestId = inPath('requestId', RequestId);
const ifMatch: RouteParameter = { name: 'If-Match', in: 'header', required: true, schema: EntityTag };
/** A form in a page names what it was made from; a program that needs no form may leave it out. */
const seen: RouteParameter = { ...ifMatch, required: false };
const fromForm = { parameters: [idempotencyKey, seen] } as const;
const STALE: readonly ProblemCode[] = ['item.stale'];
const answers: ApiRoute['answers'] = { 200: { description: 'The item as it is after it; its entity tag is in ETag where it is read or saved.', content: WorkItemView } };

interface Command {
  readonly id: string;
  readonly path: string;
  readonly method?: 'post' | 'delete' | 'put';
  readonly access: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly RouteParameter[];
  readonly body?: z.ZodType;
  readonly problems: readonly ProblemCode[];
}

/** Nobody opens a candidate to whom they are related, nor before they have said that they are not. */
const NOT_OPENED: readonly ProblemCode[] = ['recusal.recused', 'declaration.missing'];
const CLOSED: readonly ProblemCode[] = ['item.unknown', 'item.recalled', 'item.declined', 'item.answered', ...NOT_OPENED, 'staff.absent'];
const UNCLAIMED: readonly ProblemCode[] = [...CLOSED, 'item.claimed', 'item.not-claimed'];
const NOT_THE_SUBMISSION: readonly ProblemCode[] = [...CLOSED, 'submission.none', 'submission.differs'];

const commandRoute = ({ path, method = 'post', parameters = [idempotencyKey], body, problems, ...rest }: Command): ApiRoute => ({
  services: ['agency-adapter'],
  method,
  path: `/api/items/{requestId}${path}`,
  parameters: [requestId, ...parameters],
  ...(body === undefined ? {} : { body: [body] }),
  answers,
  problems: ['request.malformed', 'agency.closed', ...problems, ...(body === undefined ? [] : (['http.413'] as const))],
  ...rest,
});

/** What an agency's staff do with its work items. A role counts only with the claim `agency` of this agency. */
export const WORKLIST_ROUTES: readonly ApiRoute[] = [
  ...worklistPartRoutes,
  {
    services: ['agency-adapter'], method: 'get', path: '/api/items/{requestId}', id: 'readItem', access: rolesFor('readItem'), summary: 'One work item, with its draft, what waits for approval, and its history',
    parameters: [requestId], answers, problems: ['request.malformed', 'agency.closed', 'item.unknown', ...NOT_OPENED],
  },
  {
    services: ['agency-adapter'], method: 'get', path: '/api/items/{requestId}/access', id: 'readItemAccess', access: rolesFor('readItemAccess'), summary: 'Who read of the person of a work item, when, which fields and for which task',
    parameters: [requestId], query: PageQuery, answers: { 200: { description: 'One page.', content: AccessPage } }, problems: ['request.malformed', 'agency.closed', 'item.unknown'],
  },
  {
    services: ['agency-adapter'], method: 'get', path: '/api/items/{requestId}/earlier-answers', id: 'readEarlierAnswers', access: rolesFor('readEarlierAnswers'), summary: 'What this agency answered before about the same person',
    description: 'Found by keyed hashes. Each answer that is shown is on record as read.', parameters: [requestId], answers: { 200: { description: 'What was found.', content: EarlierAnswers } }, problems: ['request.malformed', 'agency.closed', 'item.unknown', ...NOT_OPENED],
  },
  {
    services: ['agency-adapter'], method: 'get', path: '/api/items/{requestId}/reply-letter', id: 'readReplyLetter', access: rolesFor('readReplyLetter'), summary: 'The newest signed answer as a letter (回复函)',
    parameters: [requestId], answers: { 200: { description: 'What is printed.', content: ReplyLetter } }, problems: ['request.malformed', 'agency.closed', 'item.unknown', 'item.erased', 'reply-letter.none', ...NOT_OPENED],
  },
  {
    services: ['agency-adapter'], method: 'post', path: '/api/influence-periods', id: 'proposeInfluencePeriods', access: rolesFor('proposeInfluencePeriods'), summary: 'Until when sanctions stand in the way of a promotion (处分影响期), by which article',
    description: 'A proposal, which a person confirms in their answer. It names nobody, and nothing is kept.', body: [InfluencePeriodsBody],
    answers: { 200: { description: 'The periods, and the day on which the last one ends.', content: InfluencePeriodsView } }, problems: ['request.malformed', 'agency.closed', 'http.413'],
  },
  commandRoute({ id: 'claimItem', path: '/claim', access: rolesFor('claimItem'), summary: 'Take an item to work on it', problems: [...CLOSED, 'item.claimed'] }),
  commandRoute({ id: 'releaseItem', path: '/claim', method: 'delete', access: rolesFor('releaseItem'), summary: 'Give an item back, or as the head take it from its owner', problems: ['item.unknown', 'item.claimed', ...NOT_OPENED, 'staff.absent'] }),
  commandRoute({ id: 'assignItem', path: '/assignee', method: 'put', access: rolesFor('assignItem'), summary: 'Give an item to a clerk, as the head', description: 'Also the way to name a substitute for who is recused or absent.', body: StaffRef, problems: [...CLOSED, 'item.submitted', 'assignee.recused', 'assignee.absent'] }),
  {
    services: ['agency-adapter'], method: 'post', path: '/api/items/{requestId}/recusals', id: 'orderRecusal', access: rolesFor('orderRecusal'), summary: 'Order a member of staff off an item (指令回避)', description: 'The superior orders the head off. Where the person has counted in a verdict already, it is reviewed anew.',
    parameters: [requestId, idempotencyKey], body: [OrderRecusalBody], answers: { 200: { description: 'It is on record.', content: RecusalRef } }, problems: ['request.malformed', 'agency.closed', 'item.unknown', 'recusal.of-oneself', 'recusal.too-many', 'http.413'],
  },
  commandRoute({
    id: 'saveDraft', path: '/draft', method: 'put', access: rolesFor('saveDraft'), summary: 'Save the form as far as it is filled in', parameters: [ifMatch], body: AnswerForm,
    problems: [...UNCLAIMED, 'item.erased', 'draft.if-match-missing', 'draft.stale'],
  }),
  commandRoute({
    id: 'submitAnswer', path: '/submission', access: rolesFor('submitAnswer'), summary: 'Submit the saved form for approval', parameters: [idempotencyKey, ifMatch],
    problems: [
      ...UNCLAIMED, 'item.erased', 'item.submitted', 'item.waiting', 'item.too-many-submissions', 'draft.missing', 'draft.stale', 'draft.if-match-missing',
      'form.category-missing', 'form.category-unknown', 'form.flag-without-finding', 'form.finding-incomplete', 'form.clear-with-findings', 'form.too-long',
    ],
  }),
  commandRoute({ id: 'withdrawSubmission', path: '/withdrawal', ...fromForm, access: rolesFor('withdrawSubmission'), summary: 'Take back what was submitted', body: SubmissionRef, problems: [...STALE, ...NOT_THE_SUBMISSION, 'submission.of-another'] }),
  commandRoute({
    id: 'approveAnswer', path: '/approval', ...fromForm, access: rolesFor('approveAnswer'), summary: 'Sign the answer that waits', description: 'With the last signature that the request asks for, the verdict is signed and sent.', body: SubmissionRef,
    problems: [...STALE, ...NOT_THE_SUBMISSION, 'item.erased', 'approval.four-eyes', 'approval.twice', 'submission.supplement-came'],
  }),
  commandRoute({ id: 'returnAnswer', path: '/return', ...fromForm, access: rolesFor('returnAnswer'), summary: 'Send the answer back to the clerk, with a reason', body: ReturnAnswerBody, problems: [...STALE, ...NOT_THE_SUBMISSION, 'approval.four-eyes'] }),
  commandRoute({ id: 'askForMore', path: '/questions', ...fromForm, access: rolesFor('askForMore'), summary: 'Ask the coordinator for what is missing', body: AskForMoreBody, problems: [...STALE, ...UNCLAIMED, 'item.waiting', 'item.submitted', 'item.asked-too-often'] }),
  commandRoute({ id: 'askForTime', path: '/extensions', ...fromForm, access: rolesFor('askForTime'), summary: 'Ask the coordinator for more time', body: AskForTimeBody, problems: [...STALE, ...UNCLAIMED, 'extension.pending', 'extension.not-later', 'item.asked-too-often'] }),
  commandRoute({ id: 'declareOutOfScope', path: '/out-of-scope', ...fromForm, access: rolesFor('declareOutOfScope'), summary: "Say that the request is not within the agency's duties", body: DeclineBody, problems: [...CLOSED, ...STALE] }),
  commandRoute({ id: 'recuse', path: '/recusal', ...fromForm, access: rolesFor('recuse'), summary: 'Say that the agency as a whole is recused (回避)', body: DeclineBody, problems: [...CLOSED, ...STALE] }),
];
