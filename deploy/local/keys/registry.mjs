import { agencyGuest, inboxPrefixOf, notifierGuest } from '../servers/nats-accounts.mjs';
import { isUserKey } from '../servers/nkey.mjs';

/**
 * The registry is what counts: accounts, permissions and what the parties are handed follow from it. It holds no secret.
 *
 * @typedef {'current' | 'outgoing' | 'retired' | 'revoked'} NkeyState current and outgoing ones let their owner in;
 *   retired ones ended with a rotation, revoked ones by a person's decision, and neither ever comes back
 * @typedef {{ publicKey: string, state: NkeyState, since: string, until?: string }} Nkey since, until: UTC, ISO 8601
 * @typedef {{ sign: string, agree: string, since: string }} MessageKeys the kids of a party's keys for signing and agreeing
 * @typedef {{ kind: 'coordinator' | 'notifier' | 'agency', name?: string, since: string, nkeys: readonly Nkey[], messageKeys: readonly MessageKeys[] }} Party
 *
 * @typedef {object} Registry
 * @property {string} jurisdiction
 * @property {string} natsUrl under which the parties reach the server
 * @property {'own' | 'given'} authority whose authority the server's certificate comes from
 * @property {readonly string[]} hosts names and addresses in the server's certificate
 * @property {string} since
 * @property {Readonly<Record<string, Party>>} parties
 */

const FORMAT = 'lianshen nats registry 1';
const STATES = ['current', 'outgoing', 'retired', 'revoked'];
/** The same as the hub's own ids: safe as a subject token, a folder and a part of a database's name. */
export const TOKEN = /^[a-z][a-z0-9-]{0,31}$/;
/** Names of others: as a party, as a desk, as a user of NATS. `tls` is what `rotate` calls the server's certificate. */
export const RESERVED_IDS = ['coordinator', 'auditor', 'notifier', 'tls'];

/** @param {Nkey} nkey */
const letsIn = ({ state }) => state === 'current' || state === 'outgoing';

/**
 * @param {Party} party
 * @returns {string[]} public nkeys that let it in
 */
export const validNkeys = ({ nkeys }) => nkeys.filter(letsIn).map(({ publicKey }) => publicKey);

/**
 * @param {Party} party
 * @returns {'active' | 'rotating' | 'revoked'}
 */
export const stateOf = (party) => {
  const count = validNkeys(party).length;
  return count === 0 ? 'revoked' : count === 1 ? 'active' : 'rotating';
};

/**
 * @param {Registry} registry
 * @param {string} id
 * @returns {Party | undefined}
 */
export const findParty = (registry, id) => (Object.hasOwn(registry.parties, id) ? registry.parties[id] : undefined);

/**
 * @param {Registry} registry
 * @returns {string[]} ids
 */
export const listAgencies = (registry) => Object.keys(registry.parties).filter((id) => registry.parties[id]?.kind === 'agency');

/**
 * What the accounts of the server's configuration are written from.
 * @param {Registry} registry
 */
export const usersOf = (registry) => {
  const { coordinator, notifier } = registry.parties;
  const agencies = Object.fromEntries(listAgencies(registry).map((id) => [id, validNkeys(/** @type {Party} */ (registry.parties[id]))]));
  return { coordinator: coordinator === undefined ? [] : validNkeys(coordinator), notifier: notifier === undefined ? [] : validNkeys(notifier), agencies };
};

/**
 * @param {string} jurisdiction
 * @param {string} id
 * @param {Party} party
 * @returns {{ account: string, consumer?: string, publishes?: string[], inboxPrefix: string }}
 */
const placesOf = (jurisdiction, id, { kind }) => {
  if (kind === 'coordinator') return { account: 'HUB', inboxPrefix: inboxPrefixOf(id) };
  const { account, consumer, publishes } = kind === 'notifier' ? notifierGuest(jurisdiction, []) : agencyGuest(jurisdiction, id, []);
  return { account, consumer, publishes, inboxPrefix: inboxPrefixOf(id) };
};

/**
 * @param {Registry} registry
 * @param {string} id
 * @returns a party as the registry's file shows it: with its state, account, consumer (`<stream>.<durable>`) and subjects
 */
export const describeParty = (registry, id) => {
  const party = /** @type {Party} */ (registry.parties[id]);
  const { kind, name, since, nkeys, messageKeys } = party;
  return { kind, ...(name === undefined ? {} : { name }), state: stateOf(party), since, ...placesOf(registry.jurisdiction, id, party), nkeys, messageKeys };
};

/** @param {Registry} registry */
export const registryText = (registry) => {
  const { parties, ...about } = registry;
  return `${JSON.stringify({ format: FORMAT, ...about, parties: Object.fromEntries(Object.keys(parties).map((id) => [id, describeParty(registry, id)])) }, null, 2)}\n`;
};

/** @param {unknown} value */
const isTime = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** @param {any} nkey */
const isNkey = (nkey) => typeof nkey?.publicKey === 'string' && isUserKey(nkey.publicKey) && STATES.includes(nkey.state) && isTime(nkey.since);

/** @param {string} id @param {any} party */
const isParty = (id, party) => {
  const isKind = id === party?.kind ? id === 'coordinator' || id === 'notifier' : party?.kind === 'agency' && TOKEN.test(id) && !RESERVED_IDS.includes(id);
  return isKind && isTime(party.since) && Array.isArray(party.nkeys) && party.nkeys.every(isNkey) && Array.isArray(party.messageKeys);
};

/**
 * @param {string} text what `registryText` wrote, perhaps changed by hand since
 * @returns {Registry | undefined} undefined where it is not such a file, or names one nkey twice: one that was revoked
 *   would be let in again under another entry
 */
export const parseRegistry = (text) => {
  let stored;
  try {
    stored = JSON.parse(text);
  } catch {
    return undefined;
  }
  const isWhole = stored?.format === FORMAT && TOKEN.test(stored.jurisdiction) && typeof stored.natsUrl === 'string' && ['own', 'given'].includes(stored.authority) && Array.isArray(stored.hosts) && isTime(stored.since);
  if (!isWhole || typeof stored.parties !== 'object' || !Object.entries(stored.parties).every(([id, party]) => isParty(id, party))) return undefined;
  const nkeys = Object.values(stored.parties).flatMap((party) => party.nkeys.map((/** @type {Nkey} */ { publicKey }) => publicKey));
  if (new Set(nkeys).size !== nkeys.length) return undefined;
  const { jurisdiction, natsUrl, authority, hosts, since, parties } = stored;
  const kept = Object.entries(parties).map(([id, { kind, name, since: partySince, nkeys: partyNkeys, messageKeys }]) => [id, { kind, ...(name === undefined ? {} : { name }), since: partySince, nkeys: partyNkeys, messageKeys }]);
  return { jurisdiction, natsUrl, authority, hosts, since, parties: Object.fromEntries(kept) };
};
