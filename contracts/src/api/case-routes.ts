import { CaseId } from '../kernel/index.js';
import { rolesFor } from '../rights/index.js';
import { PageQuery } from './batches.js';
import { AccessPage, ClearancePage, DisclosurePage } from './access-answers.js';
import { AgendaPage, ListAgendaQuery, PutOnAgendaBody } from './agenda.js';
import { CaseFile, CaseView, TimelinePage } from './case-answers.js';
import { CaseClockView } from './clock-answers.js';
import { OrderRecusalBody, RecusalRef } from './recusals.js';
import { ConsiderAdviceBody, ReasonBody } from './case-commands.js';
import type { ApiRoute } from './route.js';
import { HANDLED, OPENED } from './case-problems.js';
import { idempotencyKey, inPath } from './route-parameters.js';

const caseId = inPath('caseId', CaseId);
const asItIsNow = { 200: { description: 'The case as it is now.', content: CaseView } };

/** One case: reading it, and what one person does with it. */
export const caseRoutes: readonly ApiRoute[] = [
  {
    services: ['coordinator'], method: 'get', path: '/api/cases/{caseId}', id: 'readCase', access: rolesFor('readCase'), summary: 'One case, folded from its ledger',
    parameters: [caseId], answers: { 200: { description: 'The case.', content: CaseView } }, problems: [...HANDLED],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/cases/{caseId}/timeline', id: 'readTimeline', access: rolesFor('readTimeline'), summary: 'What happened in a case: who did what, and when',
    parameters: [caseId], query: PageQuery, answers: { 200: { description: 'One page, from the first event on.', content: TimelinePage } }, problems: [...HANDLED],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/cases/{caseId}/clock', id: 'readClock', access: rolesFor('readClock'), summary: 'The clocks of a case: every start, pause, resumption and extension, and what is due when by which rule',
    description: 'Made from the ledger of the case alone. Who may not read the case sees no reasons.',
    parameters: [caseId], answers: { 200: { description: 'One clock for the case and one for each request.', content: CaseClockView } }, problems: [...HANDLED],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/cases/{caseId}/file', id: 'readCaseFile', access: rolesFor('readCaseFile'), summary: 'Who the candidate is, and what agencies have said in every version',
    description: 'What adjudicating a halt needs. Of a candidate who was withdrawn the verdicts are sealed.',
    parameters: [caseId], answers: { 200: { description: 'The file.', content: CaseFile } }, problems: [...OPENED],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/cases/{caseId}/access', id: 'readCaseAccess', access: rolesFor('readCaseAccess'), summary: 'Who read personal data of a case, when, which fields and for which task',
    parameters: [caseId], query: PageQuery, answers: { 200: { description: 'One page.', content: AccessPage } }, problems: ['request.malformed', 'case.unknown'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/cases/{caseId}/recusals', id: 'orderOfficerRecusal', access: rolesFor('orderOfficerRecusal'), summary: 'Order an officer off a case (指令回避)',
    description: 'The superior orders an approver off. What the person has judged in the case counts no more.',
    parameters: [caseId, idempotencyKey], body: [OrderRecusalBody], answers: { 200: { description: 'It is on record.', content: RecusalRef } }, problems: ['request.malformed', 'case.unknown', 'recusal.of-oneself', 'recusal.too-many', 'http.413'],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/cases/{caseId}/disclosures', id: 'listDisclosures', access: rolesFor('listDisclosures'), summary: 'Which agency was sent which field when',
    parameters: [caseId], query: PageQuery, answers: { 200: { description: 'One page.', content: DisclosurePage } }, problems: [...HANDLED],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/cases/{caseId}/clearances', id: 'listClearances', access: rolesFor('listClearances'), summary: 'Flags that fell, and who had seen them (澄清记录)',
    description: 'None of a candidate who was withdrawn: what agencies have said of them is sealed.',
    parameters: [caseId], query: PageQuery, answers: { 200: { description: 'One page.', content: ClearancePage } }, problems: [...HANDLED],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/cases/{caseId}/start', id: 'startVetting', access: rolesFor('startVetting'), summary: 'Send out the requests of a case that waits in screening',
    parameters: [caseId, idempotencyKey], answers: asItIsNow, problems: [...HANDLED, 'case.ended'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/cases/{caseId}/withdrawal', id: 'withdrawCase', access: rolesFor('withdrawCase'), summary: 'Record that the nominating side takes its candidate back',
    description: 'Not negative: open requests are recalled without a reason, deadlines stop, verdicts in hand are sealed.',
    parameters: [caseId, idempotencyKey], body: [ReasonBody], answers: asItIsNow, problems: [...HANDLED, 'case.ended', 'http.413'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/cases/{caseId}/consideration', id: 'considerAdvice', access: rolesFor('considerAdvice'), summary: 'Consider in writing what agencies have advised',
    description: 'A case with findings that do not block waits for it. It counts for the advice that is on file now.',
    parameters: [caseId, idempotencyKey], body: [ConsiderAdviceBody], answers: asItIsNow, problems: [...OPENED, 'case.not-vetting', 'advice.none', 'http.413'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/cases/{caseId}/conclusion', id: 'issueConclusion', access: rolesFor('issueConclusion'), summary: 'Sign the joint conclusion of a case whose verdicts are all clear',
    parameters: [caseId, idempotencyKey], answers: { 200: { description: 'The case, now cleared.', content: CaseView } },
    problems: [...OPENED, 'case.ended', 'conclusion.not-ready', 'conclusion.flagged', 'conclusion.other-case', 'conclusion.verdict-expired'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/cases/{caseId}/re-vetting', id: 'reVet', access: rolesFor('reVet'), summary: 'Ask those again whose answers have expired',
    description: 'Of a conclusion that has lapsed, or of a case that waited for it too long; nobody else is asked.',
    parameters: [caseId, idempotencyKey], answers: asItIsNow, problems: [...HANDLED, 'case.ended', 'conclusion.flagged', 'conclusion.still-valid', 're-vetting.nothing-expired'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/cases/{caseId}/agenda', id: 'putOnAgenda', access: rolesFor('putOnAgenda'), summary: 'Put a candidate on the agenda of a meeting, or on that of another (上会)',
    description: 'Only with a joint conclusion that holds until the meeting begins, and a democratic recommendation that is no older than a year then.',
    parameters: [caseId, idempotencyKey], body: [PutOnAgendaBody], answers: asItIsNow,
    problems: [...HANDLED, 'case.ended', 'agenda.not-cleared', 'agenda.conclusion-lapsed', 'agenda.conclusion-expires', 'agenda.recommendation-expired', 'agenda.meeting-past', 'conclusion.other-case', 'http.413'],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/agenda', id: 'listAgenda', access: rolesFor('listAgenda'), summary: 'What goes to which meeting, and until when each conclusion holds',
    query: ListAgendaQuery, answers: { 200: { description: 'One page, the earliest meeting first.', content: AgendaPage } }, problems: ['request.malformed'],
  },
];
