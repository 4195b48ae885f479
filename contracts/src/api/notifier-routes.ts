import { z } from 'zod';
import { rolesFor } from '../rights/index.js';
import { DeliveryPage, DeliveryQuery, DeskPreferences, InboxPage, InboxQuery, MarkedRead, MarkReadBody } from './inbox.js';
import type { ApiRoute } from './route.js';

export const notifierRoutes: readonly ApiRoute[] = [
  {
    services: ['notifier'], method: 'get', path: '/api/inbox', id: 'listInbox', access: rolesFor('listInbox'), summary: "The inbox of one's own desk, the newest first",
    query: InboxQuery, answers: { 200: { description: 'One page.', content: InboxPage } }, problems: ['request.malformed'],
  },
  {
    services: ['notifier'], method: 'post', path: '/api/inbox/reads', id: 'markRead', access: rolesFor('markRead'), summary: 'Mark notices as read, for the whole desk',
    body: [MarkReadBody], answers: { 200: { description: 'They are marked.', content: MarkedRead } }, problems: ['request.malformed', 'http.413'],
  },
  {
    services: ['notifier'], method: 'get', path: '/api/inbox/stream', id: 'streamInbox', access: rolesFor('streamInbox'), summary: 'New notices as they come, as server-sent events',
    description: 'The data of each event is an item of the inbox, its id the position. The stream ends by itself after some minutes; whoever comes again with Last-Event-ID misses nothing.',
    parameters: [{ name: 'Last-Event-ID', in: 'header', required: false, schema: z.string().max(20).describe('position after which to begin; without it only what is new is sent') }],
    answers: { 200: { description: 'The stream.', content: { contentType: 'text/event-stream', description: 'events named notice; comments keep the connection alive' } } },
    problems: ['request.malformed', 'inbox.streams-exhausted'],
  },
  {
    services: ['notifier'], method: 'get', path: '/api/inbox/preferences', id: 'readPreferences', access: rolesFor('readPreferences'), summary: 'What the desk wants of its mails',
    answers: { 200: { description: 'The preferences.', content: DeskPreferences } }, problems: [],
  },
  {
    services: ['notifier'], method: 'post', path: '/api/inbox/preferences', id: 'setPreferences', access: rolesFor('setPreferences'), summary: 'Set what the desk wants of its mails',
    body: [DeskPreferences], answers: { 200: { description: 'The preferences as they are now.', content: DeskPreferences } }, problems: ['request.malformed', 'http.413'],
  },
  {
    services: ['notifier'], method: 'get', path: '/api/deliveries', id: 'listDeliveries', access: rolesFor('listDeliveries'), summary: 'The delivery log of a desk and channel, the newest first',
    query: DeliveryQuery, answers: { 200: { description: 'One page.', content: DeliveryPage } }, problems: ['request.malformed'],
  },
];
