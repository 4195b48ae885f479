import { z } from 'zod';
import { AcceptanceBasis, KeyId, LetterId, PartyPublicKeys, RevocationReason, type AgencyKeys, type AgencyKeyView } from '@lianshen/contracts/api';
import { ok, refuse, toIso, type AgencyId, type Result } from '@lianshen/contracts/kernel';

/** What happens to an agency's keys. A key never becomes unknown again: an auditor verifies with it what it once signed. */
export const AgencyKeyEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('AgencyKeysRegistered'), data: z.strictObject({ keys: PartyPublicKeys }) }),
  z.strictObject({ type: z.literal('AgencyKeyRevoked'), data: z.strictObject({ kid: KeyId, reason: RevocationReason }) }),
  z.strictObject({ type: z.literal('RevokedKeyMessageAccepted'), data: z.strictObject({ letterId: LetterId, messageId: z.string(), kids: z.array(KeyId), basis: AcceptanceBasis }) }),
]);
export type AgencyKeyEvent = z.infer<typeof AgencyKeyEvent>;

interface Registration {
  readonly keys: PartyPublicKeys;
  readonly at: number;
}

interface Revocation {
  readonly at: number;
  readonly reason: RevocationReason;
}

export interface AgencyKeysState {
  /** In order of registration. */
  readonly registered: readonly Registration[];
  readonly revoked: Readonly<Record<string, Revocation>>;
  /** Letters that a person has answered for. */
  readonly accepted: readonly LetterId[];
}

export const NO_KEYS: AgencyKeysState = { registered: [], revoked: {}, accepted: [] };

const USES = ['sign', 'agree'] as const;

/** @param at epoch ms, of the commit. */
export function evolveKeys(state: AgencyKeysState, event: AgencyKeyEvent, at: number): AgencyKeysState {
  switch (event.type) {
    case 'AgencyKeysRegistered':
      return { ...state, registered: [...state.registered, { keys: event.data.keys, at }] };
    case 'AgencyKeyRevoked':
      return { ...state, revoked: { ...state.revoked, [event.data.kid]: { at, reason: event.data.reason } } };
    case 'RevokedKeyMessageAccepted':
      return { ...state, accepted: [...state.accepted, event.data.letterId] };
  }
}

/**
 * Registers keys; those before them still verify and open. A pair that was registered before is done already, also
 * where a newer one has superseded it. Refused when one of them was revoked: a revoked key never counts again.
 */
export function registerKeys(state: AgencyKeysState, keys: PartyPublicKeys): Result<AgencyKeyEvent[]> {
  const revoked = USES.map((use) => keys[use].kid).find((kid) => state.revoked[kid]);
  if (revoked !== undefined) return refuse('key.revoked', { party: keys.partyId, kid: revoked });
  const isKnown = state.registered.some(({ keys: known }) => USES.every((use) => known[use].kid === keys[use].kid));
  return ok(isKnown ? [] : [{ type: 'AgencyKeysRegistered', data: { keys } }]);
}

/** Revokes one key from now on. One that is revoked stays as it is; refused where it was never registered. */
export function revokeKey(state: AgencyKeysState, kid: KeyId, reason: RevocationReason): Result<AgencyKeyEvent[]> {
  if (state.revoked[kid]) return ok([]);
  if (!state.registered.some(({ keys }) => USES.some((use) => keys[use].kid === kid))) return refuse('key.unknown', { kid });
  return ok([{ type: 'AgencyKeyRevoked', data: { kid, reason } }]);
}

export interface AcceptedMessage {
  readonly letterId: LetterId;
  readonly messageId: string;
  /** The keys that sealed and signed it. */
  readonly kids: readonly KeyId[];
  /** The time that its envelope names, epoch ms. */
  readonly signedAt: number;
  readonly basis: AcceptanceBasis;
}

/**
 * A person answers for a message that came after one of its keys was revoked. Refused where it was parked for another
 * reason, or says itself that it was signed after the revocation.
 */
export function acceptMessage(state: AgencyKeysState, { letterId, messageId, kids, signedAt, basis }: AcceptedMessage): Result<AgencyKeyEvent[]> {
  if (state.accepted.includes(letterId)) return ok([]);
  const revocations = kids.flatMap((kid) => state.revoked[kid] ?? []);
  if (revocations.length === 0) return refuse('letter.not-revoked');
  if (revocations.some(({ at }) => signedAt >= at)) return refuse('letter.signed-after-revocation');
  return ok([{ type: 'RevokedKeyMessageAccepted', data: { letterId, messageId, kids: [...kids], basis } }]);
}

/** Whether a key of each use is left that counts. */
export const usableKeys = ({ registered, revoked }: AgencyKeysState): AgencyKeys['usable'] => {
  const isLeft = (use: (typeof USES)[number]) => registered.some(({ keys }) => !revoked[keys[use].kid]);
  return { sign: isLeft('sign'), agree: isLeft('agree') };
};

/** Every key with its state, the oldest first; one that was registered in several pairs once. */
export function describeKeys(agency: AgencyId, state: AgencyKeysState): AgencyKeys {
  const newest = USES.map((use) => state.registered.findLast(({ keys }) => !state.revoked[keys[use].kid])?.keys[use].kid);
  const views = new Map<string, AgencyKeyView>();
  for (const { keys, at } of state.registered) {
    for (const use of USES) {
      const { kid, x } = keys[use];
      const revocation = state.revoked[kid];
      const status = revocation ? 'revoked' : newest.includes(kid) ? 'current' : 'superseded';
      const view: AgencyKeyView = { kid, use, x, status, validFrom: toIso(at), revokedAt: revocation ? toIso(revocation.at) : null, reason: revocation?.reason ?? null };
      if (!views.has(kid)) views.set(kid, view);
    }
  }
  return { agency, usable: usableKeys(state), keys: [...views.values()] };
}
