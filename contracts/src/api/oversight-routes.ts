import { rolesFor } from '../rights/index.js';
import { PageQuery } from './batches.js';
import { NominationPage } from './nominations.js';
import { ReadingPage, SearchReadingsBody } from './readings.js';
import type { ApiRoute } from './route.js';

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
];
