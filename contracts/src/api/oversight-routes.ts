import { Sha256 } from '../kernel/index.js';
import { rolesFor } from '../rights/index.js';
import { PageQuery } from './batches.js';
import { NominationPage } from './nominations.js';
import { DryRunPolicyBody, DryRunView, LintedPolicyView, LintPolicyBody, PolicyDocument, PolicyList } from './policies.js';
import { ReadingPage, SearchReadingsBody } from './readings.js';
import type { ApiRoute } from './route.js';
import { inPath } from './route-parameters.js';

/** What those look at who watch over the vetting, or nominate. */
export const oversightRoutes: readonly ApiRoute[] = [
  {
    services: ['coordinator'], method: 'post', path: '/api/readings/search', id: 'searchReadings', access: rolesFor('searchReadings'), summary: 'Who read personal data of which case, the newest first',
    description: 'Over all cases. Names of fields alone; never what stood in them.',
    body: [SearchReadingsBody], answers: { 200: { description: 'One page.', content: ReadingPage } }, problems: ['request.malformed', 'http.413'],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/nominations', id: 'listNominations', access: rolesFor('listNominations'), summary: "The batches of the caller's own unit, with how many candidates have which outcome",
    description: 'By the claim `unit`, letter for letter; whoever has none sees nothing.',
    query: PageQuery, answers: { 200: { description: 'One page.', content: NominationPage } }, problems: ['request.malformed'],
  },
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
];
