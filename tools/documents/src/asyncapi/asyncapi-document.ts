import { CASE_EVENT_TYPE, DESK_NOTICES_TYPE, deskNoticeSubject, eventSubject, MESSAGES, replySubject, requestSubject, type MessageName } from '@lianshen/contracts/messages';
import { ref, type JsonObject } from '../json-schemas.js';
import { envelopeName, messageNames, messageSchemas } from './message-schemas.js';
import { MESSAGE_WORDS } from './message-words.js';
import { sealedHeaders, sealedLines } from './sealed-payload.js';

const toAgency = messageNames.filter((name) => MESSAGES[name].to === 'agency');
const toCoordinator = messageNames.filter((name) => MESSAGES[name].to === 'coordinator');

const parameters = {
  jurisdiction: { description: 'the unit of partition, a subject token' },
  agency: { description: 'the agency, a subject token' },
};

const messageRefs = (names: readonly string[]): JsonObject => Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]));

const channels: JsonObject = {
  requests: {
    address: requestSubject('{jurisdiction}', '{agency}'),
    title: 'To one agency',
    description: 'Stream REQUESTS_{jurisdiction}. The agency pulls with the durable consumer agency-{agency}, which the coordinator makes at its start for each agency of its policies, and acknowledges explicitly, after its own store has what came.',
    parameters,
    messages: messageRefs(toAgency),
  },
  replies: {
    address: replySubject('{jurisdiction}', '{agency}'),
    title: 'From one agency',
    description: 'Stream REPLIES_{jurisdiction}_{agency}. The agency publishes and waits for the server’s acknowledgement.',
    parameters,
    messages: messageRefs(toCoordinator),
  },
  events: {
    address: eventSubject('{jurisdiction}'),
    title: 'Facts of cases, for integrators',
    description: 'Stream EVENTS_{jurisdiction}. Not sealed; it names neither the person nor any agency. An agency’s account cannot read it.',
    parameters: { jurisdiction: parameters.jurisdiction },
    messages: messageRefs(['case-event']),
  },
  deskNotices: {
    address: deskNoticeSubject('{jurisdiction}'),
    title: 'What desks are told, for the notifier alone',
    description: 'Stream EVENTS_{jurisdiction}. Not sealed; it names agencies and their requests, and no person. No agency’s account can read it.',
    parameters: { jurisdiction: parameters.jurisdiction },
    messages: messageRefs(['desk-notices']),
  },
};

const operation = (action: 'send' | 'receive', channel: string, names: readonly string[], summary: string): JsonObject => ({
  action,
  channel: { $ref: `#/channels/${channel}` },
  summary,
  messages: names.map((name) => ({ $ref: `#/channels/${channel}/messages/${name}` })),
});

const sealedMessage = (name: MessageName): JsonObject => ({
  name,
  title: MESSAGES[name].type,
  summary: MESSAGE_WORDS[name].summary,
  contentType: 'application/jose',
  headers: sealedHeaders,
  payload: ref('SealedLines'),
  'x-in-use': MESSAGE_WORDS[name].inUse,
  'x-opened': ref(envelopeName(name)),
});

const caseEvent: JsonObject = {
  name: 'case-event',
  title: CASE_EVENT_TYPE,
  summary: 'A fact of a case.',
  contentType: 'application/json',
  payload: ref('CaseEvent'),
};

const deskNotices: JsonObject = {
  name: 'desk-notices',
  title: DESK_NOTICES_TYPE,
  summary: 'What the desks of agencies are told of their own requests, and the coordinator’s of its cases.',
  contentType: 'application/json',
  payload: ref('DeskNotices'),
};

/** The AsyncAPI 3.0 document of the NATS interface, seen from an agency's adapter. */
export const asyncApiDocument = (): JsonObject => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Lianshen messages',
    version: '0.1.0',
    description: 'The NATS JetStream interface between the coordinator and the agencies, seen from an agency. `payload` is what stands on the wire, `x-opened` what is in a line once it is opened and verified, `x-in-use` whether this version of the hub sends or handles it.',
    license: { name: 'Apache-2.0' },
  },
  defaultContentType: 'application/jose',
  channels,
  operations: {
    receiveFromCoordinator: operation('receive', 'requests', toAgency, 'What the coordinator sends to an agency'),
    sendToCoordinator: operation('send', 'replies', toCoordinator, 'What an agency sends to the coordinator'),
    receiveFacts: operation('receive', 'events', ['case-event'], 'What integrators of the coordinator’s side may follow'),
  },
  components: {
    messages: { ...Object.fromEntries(messageNames.map((name) => [name, sealedMessage(name)])), 'case-event': caseEvent, 'desk-notices': deskNotices },
    schemas: { SealedLines: sealedLines, ...messageSchemas() },
  },
});
