import { RequestId } from '../kernel/index.js';
import { rolesFor } from '../rights/index.js';
import type { ApiRoute } from './route.js';
import { inPath } from './route-parameters.js';
import { FoundItems, WorkItemPage } from './work-item-answers.js';
import { ItemPresence, ListItemsQuery, PresenceEnded, SavedViews, SearchItemsBody, SetSavedViewsBody, WorklistCounts } from './worklist.js';

const ADAPTER = ['agency-adapter'] as const;
const requestId = inPath('requestId', RequestId);

/** The worklist as a whole: its parts, what is looked for in it, and what changes in it. */
export const worklistPartRoutes: readonly ApiRoute[] = [
  {
    services: ADAPTER, method: 'get', path: '/api/items', id: 'listItems', access: rolesFor('listItems'), summary: 'The worklist, the most urgent first, a page at a time',
    query: ListItemsQuery, answers: { 200: { description: 'One page.', content: WorkItemPage } }, problems: ['request.malformed', 'agency.closed'],
  },
  {
    services: ADAPTER, method: 'post', path: '/api/items/searches', id: 'searchItems', access: rolesFor('searchItems'), summary: 'Find items by the whole name, identity number or proposed post, or by a number',
    description: 'Over a blind index: what is looked for and what is found are compared as keyed hashes. Each name that is shown is on record as read.',
    body: [SearchItemsBody], answers: { 200: { description: 'What was found.', content: FoundItems } }, problems: ['request.malformed', 'agency.closed', 'http.413'],
  },
  {
    services: ADAPTER, method: 'get', path: '/api/worklist/counts', id: 'countItems', access: rolesFor('countItems'), summary: 'How much there is in each part of the worklist', description: "They count the agency's items, also those from which the caller is recused.",
    answers: { 200: { description: 'The counts.', content: WorklistCounts } }, problems: ['agency.closed'],
  },
  {
    services: ADAPTER, method: 'get', path: '/api/worklist/stream', id: 'streamWorklist', access: rolesFor('streamWorklist'), summary: 'What changes in the worklist as it happens, as server-sent events',
    description: 'Events: `changed` (a WorklistChange), `presence` (the same: who has it open may have changed), `reload` (too much changed to be told one by one; data `{}`). It ends by itself after some minutes, and with the session. What happened while nobody was connected is not sent again: whoever comes again reads the list anew.',
    answers: { 200: { description: 'The stream.', content: { contentType: 'text/event-stream', description: 'events as named above; comments keep the connection alive' } } }, problems: ['agency.closed', 'worklist.streams-exhausted'],
  },
  {
    services: ADAPTER, method: 'get', path: '/api/worklist/views', id: 'readSavedViews', access: rolesFor('readSavedViews'), summary: "The caller's own saved parts of the worklist",
    answers: { 200: { description: 'The views.', content: SavedViews } }, problems: ['agency.closed'],
  },
  {
    services: ADAPTER, method: 'put', path: '/api/worklist/views', id: 'setSavedViews', access: rolesFor('setSavedViews'), summary: 'Save the parts of the worklist that the caller comes back to',
    description: 'They take the place of those before, and name the revision that they were made from.', body: [SetSavedViewsBody],
    answers: { 200: { description: 'The views as they are now.', content: SavedViews } }, problems: ['request.malformed', 'agency.closed', 'saved-views.stale', 'http.413'],
  },
  {
    services: ADAPTER, method: 'put', path: '/api/items/{requestId}/presence', id: 'showPresence', access: rolesFor('showPresence'), summary: 'Say that one has an item open, and learn who else has',
    description: 'It is forgotten by itself when it is not said again.', parameters: [requestId], answers: { 200: { description: 'Who else has it open.', content: ItemPresence } },
    problems: ['request.malformed', 'agency.closed', 'item.unknown', 'recusal.recused', 'declaration.missing'],
  },
  {
    services: ADAPTER, method: 'delete', path: '/api/items/{requestId}/presence', id: 'endPresence', access: rolesFor('endPresence'), summary: 'Say that one has closed an item',
    parameters: [requestId], answers: { 200: { description: 'It is forgotten.', content: PresenceEnded } }, problems: ['request.malformed', 'agency.closed'],
  },
];
