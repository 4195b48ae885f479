import { findParty, RESERVED_IDS, stateOf, TOKEN, validNkeys } from './registry.mjs';
import { accept, refuse } from './result.mjs';

/** Pure decisions: (registry, command, now) gives the next registry or a refusal; the same again changes nothing. */

/** @typedef {import('./registry.mjs').Registry} Registry */
/** @typedef {import('./registry.mjs').Party} Party */
/** @typedef {import('./registry.mjs').Nkey} Nkey */
/** @typedef {import('./result.mjs').Result<Registry>} Decided */

/**
 * @param {Registry} registry
 * @param {string} id
 * @param {Party} party
 * @returns {Registry}
 */
const withParty = (registry, id, party) => ({ ...registry, parties: { ...registry.parties, [id]: party } });

/**
 * An nkey belongs to one party, and one that has ended never lets anybody in again.
 * @param {Registry} registry
 * @param {string} nkey
 */
const refuseUsed = (registry, nkey) => {
  for (const [party, { nkeys }] of Object.entries(registry.parties)) {
    const used = nkeys.find(({ publicKey }) => publicKey === nkey);
    if (used !== undefined) return refuse(used.state === 'current' || used.state === 'outgoing' ? 'keys.nkey-in-use' : 'keys.nkey-ended', { nkey, party });
  }
  return undefined;
};

/**
 * @param {Omit<Registry, 'parties' | 'since'>} about
 * @param {{ coordinator: string, notifier: string, now: string }} options the public nkeys of the two
 * @returns {Registry}
 */
export const newRegistry = (about, { coordinator, notifier, now }) => {
  /** @param {'coordinator' | 'notifier'} kind @param {string} publicKey @returns {Party} */
  const own = (kind, publicKey) => ({ kind, since: now, nkeys: [{ publicKey, state: 'current', since: now }], messageKeys: [] });
  return { ...about, since: now, parties: { coordinator: own('coordinator', coordinator), notifier: own('notifier', notifier) } };
};

/**
 * @param {Registry} registry
 * @param {{ id: string, name?: string | undefined, nkey: string, now: string }} command
 * @returns {Decided}
 */
export const addAgency = (registry, { id, name, nkey, now }) => {
  if (!TOKEN.test(id) || RESERVED_IDS.includes(id)) return refuse('keys.agency-id-invalid', { id });
  const known = findParty(registry, id);
  if (known !== undefined) return refuse('keys.agency-known', { id, state: stateOf(known) });
  const used = refuseUsed(registry, nkey);
  if (used !== undefined) return used;
  return accept(withParty(registry, id, { kind: 'agency', ...(name === undefined ? {} : { name }), since: now, nkeys: [{ publicKey: nkey, state: 'current', since: now }], messageKeys: [] }));
};

/**
 * The party gets a new nkey; the one of before stays good until the rotation is finished.
 * @param {Registry} registry
 * @param {{ party: string, nkey: string, now: string }} command
 * @returns {Decided}
 */
export const startRotation = (registry, { party: id, nkey, now }) => {
  const party = findParty(registry, id);
  if (party === undefined) return refuse('keys.party-unknown', { party: id });
  if (stateOf(party) === 'rotating') return refuse('keys.rotation-open', { party: id });
  const used = refuseUsed(registry, nkey);
  if (used !== undefined) return used;
  const nkeys = party.nkeys.map((each) => (each.state === 'current' ? { ...each, state: /** @type {const} */ ('outgoing') } : each));
  return accept(withParty(registry, id, { ...party, nkeys: [...nkeys, { publicKey: nkey, state: 'current', since: now }] }));
};

/**
 * @param {Registry} registry
 * @param {{ party: string, now: string }} command
 * @returns {Decided}
 */
export const finishRotation = (registry, { party: id, now }) => {
  const party = findParty(registry, id);
  if (party === undefined) return refuse('keys.party-unknown', { party: id });
  if (stateOf(party) !== 'rotating') return refuse('keys.no-rotation', { party: id });
  return accept(withParty(registry, id, { ...party, nkeys: party.nkeys.map((each) => (each.state === 'outgoing' ? { ...each, state: 'retired', until: now } : each)) }));
};

/**
 * Where one of two is revoked, the other is the current one.
 * @param {readonly Nkey[]} nkeys
 * @returns {readonly Nkey[]}
 */
const withCurrent = (nkeys) => (nkeys.some(({ state }) => state === 'current') ? nkeys : nkeys.map((each) => (each.state === 'outgoing' ? { ...each, state: 'current' } : each)));

/**
 * @param {Registry} registry
 * @param {{ party: string, nkey?: string | undefined, now: string }} command nkey: that one alone; without it all that let the party in
 * @returns {Decided}
 */
export const revoke = (registry, { party: id, nkey, now }) => {
  const party = findParty(registry, id);
  if (party === undefined) return refuse('keys.party-unknown', { party: id });
  if (nkey !== undefined && !party.nkeys.some(({ publicKey }) => publicKey === nkey)) return refuse('keys.nkey-unknown', { party: id, nkey });
  const ending = nkey === undefined ? validNkeys(party) : party.nkeys.filter(({ publicKey, state }) => publicKey === nkey && state !== 'revoked').map(({ publicKey }) => publicKey);
  if (ending.length === 0) return accept(registry);
  /** @param {Nkey} each @returns {Nkey} */
  const revoked = (each) => (ending.includes(each.publicKey) ? { ...each, state: 'revoked', until: now } : each);
  return accept(withParty(registry, id, { ...party, nkeys: withCurrent(party.nkeys.map(revoked)) }));
};

/**
 * @param {Registry} registry
 * @param {{ party: string, sign: string, agree: string, now: string }} command the kids that were verified
 * @returns {Decided}
 */
export const recordMessageKeys = (registry, { party: id, sign, agree, now }) => {
  const party = findParty(registry, id);
  if (party === undefined || party.kind === 'notifier') return refuse('keys.party-unknown', { party: id });
  if (party.messageKeys.some((known) => known.sign === sign && known.agree === agree)) return accept(registry);
  return accept(withParty(registry, id, { ...party, messageKeys: [...party.messageKeys, { sign, agree, since: now }] }));
};
