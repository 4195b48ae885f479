import { Sha256 } from '../kernel/index.js';
import { rolesFor } from '../rights/index.js';
import { PolicyName } from './batches.js';
import { ReasonBody } from './case-commands.js';
import { DryRunPolicyBody, DryRunView, LintedPolicyView, LintPolicyBody, PolicyDocument, PolicyList } from './policies.js';
import { PolicyChangeList, PolicyChangeNumberInPath, PolicyChangeView, ProposePolicyBody } from './policy-changes.js';
import type { ApiRoute } from './route.js';
import { idempotencyKey, inPath } from './route-parameters.js';

const change = [inPath('name', PolicyName), inPath('number', PolicyChangeNumberInPath)];
const asItIsNow = { 200: { description: 'The proposal as it is now.', content: PolicyChangeView } };

/** The vetting policies: what every case is vetted under. */
export const policyRoutes: readonly ApiRoute[] = [
  {
    services: ['coordinator'], method: 'get', path: '/api/policies', id: 'listPolicies', access: rolesFor('listPolicies'), summary: 'Every version of every vetting policy that was ever on offer',
    answers: { 200: { description: 'The versions.', content: PolicyList } }, problems: [],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/policies/{hash}', id: 'readPolicy', access: rolesFor('readPolicy'), summary: 'One version of a policy, as the ledger holds it',
    parameters: [inPath('hash', Sha256)], answers: { 200: { description: 'The document and what it means.', content: PolicyDocument } }, problems: ['request.malformed', 'policy.not-recorded'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/policies/lint', id: 'lintPolicy', access: rolesFor('lintPolicy'), summary: 'What is wrong with a policy, with line and reason, and what it would mean',
    description: 'Nothing of it is kept.',
    body: [LintPolicyBody], answers: { 200: { description: 'What was found.', content: LintedPolicyView } }, problems: ['request.malformed', 'http.413'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/policies/dry-run', id: 'dryRunPolicy', access: rolesFor('dryRunPolicy'), summary: 'All that would fire, and when, in a case under a policy that nobody answers',
    description: 'By the calendars in force here. Nothing of it is kept.',
    body: [DryRunPolicyBody], answers: { 200: { description: 'What would fire.', content: DryRunView } }, problems: ['request.malformed', 'http.413'],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/policy-changes', id: 'listPolicyChanges', access: rolesFor('listPolicyChanges'), summary: 'Every version that was proposed, the newest first',
    answers: { 200: { description: 'The proposals.', content: PolicyChangeList } }, problems: [],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/policy-changes', id: 'proposePolicy', access: rolesFor('proposePolicy'), summary: 'Propose a new version of a policy, or a new policy',
    description: 'A second person has to confirm it; nothing follows from it yet.',
    parameters: [idempotencyKey], body: [ProposePolicyBody], answers: asItIsNow,
    problems: ['request.malformed', 'policy.flawed', 'policy.version-not-higher', 'policy.change-pending', 'policy.too-many-changes', 'http.413'],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/policy-changes/{name}/{number}', id: 'readPolicyChange', access: rolesFor('readPolicyChange'), summary: 'One proposal, beside what it takes the place of',
    parameters: change, answers: asItIsNow, problems: ['request.malformed', 'policy.change-unknown'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/policy-changes/{name}/{number}/confirmation', id: 'adoptPolicy', access: rolesFor('adoptPolicy'), summary: 'Confirm it as the second person',
    description: 'Batches that are opened from then on are pinned to it; running cases keep the version that they were opened under.',
    parameters: [...change, idempotencyKey], answers: asItIsNow, problems: ['request.malformed', 'policy.change-unknown', 'policy.change-decided', 'policy.change-four-eyes', 'policy.version-not-higher'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/policy-changes/{name}/{number}/refusal', id: 'refusePolicy', access: rolesFor('refusePolicy'), summary: 'Refuse it, or take it back',
    parameters: [...change, idempotencyKey], body: [ReasonBody], answers: asItIsNow, problems: ['request.malformed', 'policy.change-unknown', 'policy.change-decided', 'http.413'],
  },
];
