import { rolesFor } from '../rights/index.js';
import { AnswerManyBody, ApproveManyBody, BundleId, BundleList, BundleView, ManyAnswered, ManyApproved, ManyReviewed, ReviewManyBody } from './bundles.js';
import type { ApiRoute } from './route.js';
import { idempotencyKey, inPath } from './route-parameters.js';

const AGENCY = ['agency-adapter'] as const;

/** Many items answered and approved at once; each has its own outcome, and one that is refused delays nobody else. */
export const bundleRoutes: readonly ApiRoute[] = [
  {
    services: AGENCY, method: 'post', path: '/api/bundles/review', id: 'reviewMany', access: rolesFor('reviewMany'), summary: 'Which of the selected items could be answered clear at once, and as what',
    description: 'Changes nothing. Whose names are shown is on record first.', body: [ReviewManyBody],
    answers: { 200: { description: 'Each item.', content: ManyReviewed } }, problems: ['request.malformed', 'agency.closed', 'staff.absent', 'http.413'],
  },
  {
    services: AGENCY, method: 'post', path: '/api/bundles', id: 'answerMany', access: rolesFor('answerMany'), summary: 'Answer many items at once: all clear but these',
    description: 'Claims each item and submits the clear answer of its request for approval, by the rules for one item. An item with a flag, of another clerk, of a recusal, changed since, or drawn for checking stays as it is. Sent again with its key it is done no second time.',
    parameters: [idempotencyKey], body: [AnswerManyBody],
    answers: { 200: { description: 'The bundle, and what became of each item.', content: ManyAnswered } }, problems: ['request.malformed', 'agency.closed', 'staff.absent', 'idempotency.key-reused', 'http.413'],
  },
  {
    services: AGENCY, method: 'get', path: '/api/bundles', id: 'listBundles', access: rolesFor('listBundles'), summary: 'Bundles of which something waits for approval, the most urgent first',
    answers: { 200: { description: 'The bundles.', content: BundleList } }, problems: ['agency.closed'],
  },
  {
    services: AGENCY, method: 'get', path: '/api/bundles/{bundleId}', id: 'readBundle', access: rolesFor('readBundle'), summary: 'What waits for approval in a bundle', description: 'Whose names are shown is on record first.',
    parameters: [inPath('bundleId', BundleId)], answers: { 200: { description: 'The bundle.', content: BundleView } }, problems: ['request.malformed', 'agency.closed', 'bundle.unknown', 'declaration.missing'],
  },
  {
    services: AGENCY, method: 'post', path: '/api/approvals', id: 'approveMany', access: rolesFor('approveMany'), summary: 'Sign many waiting answers at once: a whole bundle, or a chosen set',
    description: 'By the rules for one answer. The verdicts that have their last signature with it are signed together: one signature over the root of a Merkle tree, and a proof for each.',
    parameters: [idempotencyKey], body: [ApproveManyBody],
    answers: { 200: { description: 'What became of each item.', content: ManyApproved } }, problems: ['request.malformed', 'agency.closed', 'staff.absent', 'bundle.unknown', 'http.413'],
  },
];
