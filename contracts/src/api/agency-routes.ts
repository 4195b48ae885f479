import { AgencyId } from '../kernel/index.js';
import { rolesFor } from '../rights/index.js';
import { AgencyPage, AgencyView, ChangeNumberInPath, ListAgenciesQuery, ProposeAgencyChangeBody, RegisterAgencyBody, RenameAgencyBody } from './agencies.js';
import { ReasonBody } from './case-commands.js';
import type { ApiRoute } from './route.js';
import { idempotencyKey, inPath } from './route-parameters.js';

const agency = inPath('agency', AgencyId);
const number = inPath('number', ChangeNumberInPath);
const asItIsNow = { 200: { description: 'The agency as it is now.', content: AgencyView } };
const objections = [
  'agency.unregistered', 'agency.merged', 'agency.suspended', 'agency.not-suspended', 'agency.merge-into-itself', 'agency.merge-in-a-circle',
  'agency.successor-unregistered', 'agency.successor-merged', 'agency.successor-suspended', 'agency.successor-without-keys',
] as const;
const codes = ['credit-code.length', 'credit-code.characters', 'agency.code-dates'] as const;

/** What becomes of agencies. */
export const agencyLifecycleRoutes: readonly ApiRoute[] = [
  {
    services: ['coordinator'], method: 'get', path: '/api/agencies', id: 'listAgencies', access: rolesFor('listAgencies'), summary: 'The agencies that something is recorded of, a page at a time',
    query: ListAgenciesQuery, answers: { 200: { description: 'One page, in the order of their ids.', content: AgencyPage } }, problems: ['request.malformed'],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/agencies/{agency}', id: 'readAgency', access: rolesFor('readAgency'), summary: 'One agency: every name and code that it bore, and what became of it',
    parameters: [agency], answers: asItIsNow, problems: ['request.malformed', 'agency.unknown'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/agencies', id: 'registerAgency', access: rolesFor('registerAgency'), summary: 'Register an agency under its official name',
    description: 'Its keys are registered apart. An agency that a policy names can be asked without being registered; it has to be before it can be renamed, merged or suspended.',
    parameters: [idempotencyKey], body: [RegisterAgencyBody],
    answers: { 200: { description: 'It was registered so already.', content: AgencyView }, 201: { description: 'It is registered.', content: AgencyView } },
    problems: ['request.malformed', 'agency.registered', ...codes, 'http.413'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/agencies/{agency}/names', id: 'renameAgency', access: rolesFor('renameAgency'), summary: 'Give an agency another official name',
    description: 'What was signed under the old name keeps it.',
    parameters: [agency, idempotencyKey], body: [RenameAgencyBody], answers: asItIsNow,
    problems: ['request.malformed', 'agency.unregistered', 'agency.merged', 'agency.effective-past', 'agency.rename-order', ...codes, 'http.413'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/agencies/{agency}/changes', id: 'proposeAgencyChange', access: rolesFor('proposeAgencyChange'), summary: 'Propose to merge, suspend or resume an agency',
    description: 'A second person has to confirm it; nothing follows from it yet.',
    parameters: [agency, idempotencyKey], body: [ProposeAgencyChangeBody], answers: asItIsNow,
    problems: ['request.malformed', ...objections, 'agency.effective-past', 'agency.change-pending', 'agency.too-many-changes', 'http.413'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/agencies/{agency}/changes/{number}/confirmation', id: 'confirmAgencyChange', access: rolesFor('confirmAgencyChange'), summary: 'Confirm it as the second person',
    description: 'What stood in the way when it was proposed is asked again; then it is done. Of a merger, open requests move to the successor from the effective time on.',
    parameters: [agency, number, idempotencyKey], answers: asItIsNow, problems: ['request.malformed', ...objections, 'agency.change-unknown', 'agency.change-decided', 'agency.change-four-eyes'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/agencies/{agency}/changes/{number}/refusal', id: 'refuseAgencyChange', access: rolesFor('refuseAgencyChange'), summary: 'Refuse it, or take it back',
    parameters: [agency, number, idempotencyKey], body: [ReasonBody], answers: asItIsNow, problems: ['request.malformed', 'agency.change-unknown', 'agency.change-decided', 'http.413'],
  },
];
