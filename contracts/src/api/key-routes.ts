import { AgencyId } from '../kernel/index.js';
import { rolesFor } from '../rights/index.js';
import { AgencyKeys, KeyRevoked, RevokeKeyBody } from './agency-keys.js';
import { PageQuery } from './batches.js';
import { AcceptLetterBody, DeadLetterPage, LetterId, LetterSettled } from './dead-letters.js';
import { KeyId, PartyPublicKeys } from './party-keys.js';
import { KeysRegistered } from './process-answers.js';
import type { ApiRoute } from './route.js';
import { idempotencyKey, inPath } from './route-parameters.js';
import { WrappingKeysReport } from './wrapping-keys.js';

const PARTIES = ['coordinator', 'agency-adapter'] as const;
const agency = inPath('agency', AgencyId);
const letterId = inPath('letterId', LetterId);

/** The life of a party's own keys. */
export const ownKeyRoutes: readonly ApiRoute[] = [
  {
    services: PARTIES, method: 'get', path: '/keys', id: 'readKeys', access: 'public', summary: "The party's public keys",
    description: 'For an administrator to compare over another channel and to register. No party trusts a key because it came from here.',
    answers: { 200: { description: 'Both public keys.', content: PartyPublicKeys } }, problems: [],
  },
  {
    services: PARTIES, method: 'get', path: '/keys/next', id: 'readNextKeys', access: 'public', summary: 'The public keys that wait to be registered and put into use',
    answers: { 200: { description: 'Both public keys.', content: PartyPublicKeys } }, problems: ['key.none-prepared'],
  },
  {
    services: PARTIES, method: 'post', path: '/keys/next', id: 'prepareKeys', access: rolesFor('prepareKeys'), summary: 'Make the next keys of this party',
    description: 'Nothing is signed or sealed with them yet, and what is sealed to them opens already. Keys that wait are not made anew.',
    answers: { 200: { description: 'These keys wait already.', content: PartyPublicKeys }, 201: { description: 'The keys were made.', content: PartyPublicKeys } }, problems: [],
  },
  {
    services: PARTIES, method: 'post', path: '/keys/next/activation', id: 'activateKeys', access: rolesFor('activateKeys'), summary: 'Put the next keys into use',
    description: 'Only when the others have registered them: what is signed with an unknown key is refused. An adapter does it by itself when the coordinator first seals to its next keys.',
    answers: { 200: { description: 'The keys that are in use from here on.', content: PartyPublicKeys } }, problems: ['key.none-prepared'],
  },
];

/** What the process's own secrets are wrapped by. */
export const wrappingKeyRoutes: readonly ApiRoute[] = [
  {
    services: [...PARTIES, 'notifier'], method: 'get', path: '/keys/wrapping', id: 'readWrappingKeys', access: rolesFor('readWrappingKeys'), summary: 'How much of what is stored is wrapped by which key',
    description: 'For whoever rotates the master key: the old one may be taken out when nothing is wrapped by it any more. It names keys and shows none.',
    answers: { 200: { description: 'Every key and what it wraps.', content: WrappingKeysReport } }, problems: [],
  },
];

/** The keys of agencies at the coordinator. */
export const agencyKeyRoutes: readonly ApiRoute[] = [
  {
    services: ['coordinator'], method: 'post', path: '/api/agencies/{agency}/keys', id: 'registerKeys', access: rolesFor('registerKeys'), summary: "Register an agency's public keys",
    description: 'From then on messages are sealed for these keys, and messages that they sign count. Older keys still count until they are revoked.',
    parameters: [agency, idempotencyKey], body: [PartyPublicKeys],
    answers: { 200: { description: 'The same keys were registered already.', content: KeysRegistered }, 201: { description: 'The keys are registered.', content: KeysRegistered } },
    problems: ['request.malformed', 'key.party-differs', 'key.not-its-thumbprint', 'key.of-another-party', 'key.revoked', 'http.413'],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/agencies/{agency}/keys', id: 'listAgencyKeys', access: rolesFor('listAgencyKeys'), summary: 'Every key that was registered for an agency, with its state',
    parameters: [agency], answers: { 200: { description: 'The oldest first; none where nothing was registered.', content: AgencyKeys } }, problems: ['request.malformed'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/agencies/{agency}/keys/{kid}/revoke', id: 'revokeKey', access: rolesFor('revokeKey'), summary: "Revoke one of an agency's keys",
    description: 'It counts for what it signed and what had arrived before; everything else is parked as a dead letter. A revocation is never taken back. It is allowed where it leaves the agency without a usable key, and the answer says so.',
    parameters: [agency, inPath('kid', KeyId), idempotencyKey], body: [RevokeKeyBody],
    answers: { 200: { description: 'It is revoked.', content: KeyRevoked } }, problems: ['request.malformed', 'key.unknown', 'http.413'],
  },
];

/** What could not be handled. */
export const deadLetterRoutes: readonly ApiRoute[] = [
  {
    services: PARTIES, method: 'get', path: '/api/dead-letters', id: 'listDeadLetters', access: rolesFor('listDeadLetters'), summary: 'Messages that could not be handled and wait for a person',
    query: PageQuery, answers: { 200: { description: 'One page, the oldest first; never what they say.', content: DeadLetterPage } }, problems: ['request.malformed'],
  },
  {
    services: PARTIES, method: 'post', path: '/api/dead-letters/{letterId}/replay', id: 'replayDeadLetter', access: rolesFor('replayDeadLetter'), summary: 'Handle a dead letter once more, as it came',
    description: 'What is refused again stays where it is.',
    parameters: [letterId], answers: { 200: { description: 'It was handled.', content: LetterSettled } }, problems: ['request.malformed', 'letter.unknown', 'letter.refused', 'key.revoked'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/dead-letters/{letterId}/acceptance', id: 'acceptDeadLetter', access: rolesFor('acceptDeadLetter'), summary: 'Accept a message although its key was revoked since',
    description: 'The person answers for it by name in the ledger stream of the agency. Only what claims a time before the revocation can be accepted.',
    parameters: [letterId, idempotencyKey], body: [AcceptLetterBody], answers: { 200: { description: 'It was handled.', content: LetterSettled } },
    problems: ['request.malformed', 'letter.unknown', 'letter.not-revoked', 'letter.signed-after-revocation', 'letter.refused', 'http.413'],
  },
];
