import { z } from 'zod';
import { PartyPublicKeys } from '@lianshen/contracts/api';
import { ok, type Result } from '@lianshen/contracts/kernel';

/** The facts of an agency that this version knows: which keys were registered for it. */
export const AgencyEvent = z.strictObject({ type: z.literal('AgencyKeysRegistered'), data: z.strictObject({ keys: PartyPublicKeys }) });
export type AgencyEvent = z.infer<typeof AgencyEvent>;

export interface AgencyState {
  /** In order of registration; the last ones are those that it is addressed with. */
  readonly keys: readonly PartyPublicKeys[];
}

export const NO_AGENCY: AgencyState = { keys: [] };

export const evolveAgency = (state: AgencyState, event: AgencyEvent): AgencyState => ({ keys: [...state.keys, event.data.keys] });

/** Registers keys. The very keys that are the newest already: nothing to do. */
export function registerKeys(state: AgencyState, keys: PartyPublicKeys): Result<AgencyEvent[]> {
  const newest = state.keys.at(-1);
  const same = newest?.sign.kid === keys.sign.kid && newest.agree.kid === keys.agree.kid;
  return ok(same ? [] : [{ type: 'AgencyKeysRegistered', data: { keys } }]);
}
