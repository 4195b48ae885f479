import { rolesFor } from '../rights/index.js';
import { PageQuery } from './batches.js';
import { DelegationNumber, DelegationPage, EndDelegationBody, GrantDelegationBody } from './delegations.js';
import { DeclarationId, DeclarationView, DeclareBody, LiftRecusalBody, OpenDeclarations, OwnRelationsBody, OwnRelationsView, RecusalNumber, RecusalPage, RecusalRef } from './recusals.js';
import type { ApiRoute } from './route.js';
import { idempotencyKey, inPath } from './route-parameters.js';

const PARTIES = ['coordinator', 'agency-adapter'] as const;
const AGENCY = ['agency-adapter'] as const;
const declaration: ApiRoute['answers'] = { 200: { description: 'The declaration as it is now.', content: DeclarationView } };

/** Recusal (回避), and who acts in whose place. */
export const recusalRoutes: readonly ApiRoute[] = [
  {
    services: PARTIES, method: 'get', path: '/api/declarations', id: 'listOpenDeclarations', access: rolesFor('listOpenDeclarations'), summary: 'Batches with open work for which the caller has still to declare relations',
    answers: { 200: { description: 'The batches.', content: OpenDeclarations } }, problems: ['agency.closed'],
  },
  {
    services: PARTIES, method: 'get', path: '/api/declarations/{batch}', id: 'readDeclaration', access: rolesFor('readDeclaration'), summary: 'Who stands in a batch, by name alone, and for whom the caller has declared',
    parameters: [inPath('batch', DeclarationId)], answers: declaration, problems: ['request.malformed', 'agency.closed', 'declaration.unknown'],
  },
  {
    services: PARTIES, method: 'put', path: '/api/declarations/{batch}', id: 'declareRelations', access: rolesFor('declareRelations'), summary: 'Declare to whom of a batch one is related (回避申报)',
    description: 'Nobody opens a candidate before. It adds to what was declared; a relation is not taken back this way. Sent again it changes nothing.',
    parameters: [inPath('batch', DeclarationId)], body: [DeclareBody], answers: declaration,
    problems: ['request.malformed', 'agency.closed', 'declaration.unknown', 'declaration.case-not-listed', 'declaration.namesake-unanswered', 'recusal.too-many', 'http.413'],
  },
  {
    services: PARTIES, method: 'get', path: '/api/own-relations', id: 'readOwnRelations', access: rolesFor('readOwnRelations'), summary: 'What the caller has declared of their relatives and units',
    answers: { 200: { description: 'Kinds and units; names and numbers cannot be read back.', content: OwnRelationsView } }, problems: ['agency.closed'],
  },
  {
    services: PARTIES, method: 'put', path: '/api/own-relations', id: 'setOwnRelations', access: rolesFor('setOwnRelations'), summary: 'Declare relatives and units, once for all batches',
    description: 'Each candidate is compared when somebody is assigned and when somebody opens.', body: [OwnRelationsBody],
    answers: { 200: { description: 'As it is now.', content: OwnRelationsView } },
    problems: ['request.malformed', 'agency.closed', 'identity.fifteen-digits', 'identity.length', 'identity.characters', 'identity.digits-lost', 'identity.check-digit', 'identity.birth-date', 'http.413'],
  },
  {
    services: PARTIES, method: 'get', path: '/api/recusals', id: 'listRecusals', access: rolesFor('listRecusals'), summary: 'Who is recused from which case, the oldest first', description: 'The superior sees those of the head alone.',
    query: PageQuery, answers: { 200: { description: 'One page.', content: RecusalPage } }, problems: ['request.malformed', 'agency.closed'],
  },
  {
    services: PARTIES, method: 'post', path: '/api/recusals/{batch}/{number}/lifting', id: 'liftRecusal', access: rolesFor('liftRecusal'), summary: 'Take a recusal back, with a reason', description: 'The head decides, of the head the superior; never the person themself.',
    parameters: [inPath('batch', DeclarationId), inPath('number', RecusalNumber), idempotencyKey], body: [LiftRecusalBody], answers: { 200: { description: 'It is taken back.', content: RecusalRef } },
    problems: ['request.malformed', 'agency.closed', 'recusal.unknown', 'recusal.lifted', 'recusal.of-oneself', 'recusal.superior-decides', 'recusal.head-decides', 'http.413'],
  },
  {
    services: AGENCY, method: 'get', path: '/api/delegations', id: 'listDelegations', access: rolesFor('listDelegations'), summary: 'Who is absent, and who acts in whose place, the newest first',
    query: PageQuery, answers: { 200: { description: 'One page.', content: DelegationPage } }, problems: ['request.malformed', 'agency.closed'],
  },
  {
    services: AGENCY, method: 'post', path: '/api/delegations', id: 'grantDelegation', access: rolesFor('grantDelegation'), summary: 'Record an absence, or let somebody act in another\'s place', description: 'The head grants, for the head the superior. Whoever acts by it is named so in the verdict.',
    parameters: [idempotencyKey], body: [GrantDelegationBody], answers: { 201: { description: 'The delegations as they are now.', content: DelegationPage } },
    problems: ['request.malformed', 'agency.closed', 'delegation.period', 'delegation.to-oneself', 'delegation.superior-decides', 'delegation.head-decides', 'delegation.too-many', 'http.413'],
  },
  {
    services: AGENCY, method: 'post', path: '/api/delegations/{number}/end', id: 'endDelegation', access: rolesFor('endDelegation'), summary: 'End a delegation or an absence before its time',
    parameters: [inPath('number', DelegationNumber), idempotencyKey], body: [EndDelegationBody], answers: { 200: { description: 'The delegations as they are now.', content: DelegationPage } },
    problems: ['request.malformed', 'agency.closed', 'delegation.unknown', 'delegation.ended', 'delegation.superior-decides', 'delegation.head-decides', 'http.413'],
  },
];
