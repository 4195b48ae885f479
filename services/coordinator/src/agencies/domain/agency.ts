import { z } from 'zod';
import { PartyPublicKeys } from '@lianshen/contracts/api';
import { ok, type Instant, type Result } from '@lianshen/contracts/kernel';
import { evolveLifecycle, NOT_REGISTERED, type Lifecycle } from './lifecycle.js';
import { isLifecycleEvent, LifecycleEvent } from './lifecycle-event.js';

const KeysRegistered = z.strictObject({ type: z.literal('AgencyKeysRegistered'), data: z.strictObject({ keys: PartyPublicKeys }) });

/** The facts of an agency: which keys were registered for it, and what became of it. */
export const AgencyEvent = z.union([KeysRegistered, LifecycleEvent]);
export type AgencyEvent = z.infer<typeof AgencyEvent>;

export interface AgencyState {
  /** In order of registration; the last ones are those that it is addressed with. */
  readonly keys: readonly PartyPublicKeys[];
  readonly lifecycle: Lifecycle;
}

export const NO_AGENCY: AgencyState = { keys: [], lifecycle: NOT_REGISTERED };

export const evolveAgency = (state: AgencyState, event: AgencyEvent, at: Instant): AgencyState =>
  isLifecycleEvent(event) ? { ...state, lifecycle: evolveLifecycle(state.lifecycle, event, at) } : { ...state, keys: [...state.keys, event.data.keys] };

/** Registers keys. The very keys that are the newest already: nothing to do. */
export function registerKeys(state: AgencyState, keys: PartyPublicKeys): Result<AgencyEvent[]> {
  const newest = state.keys.at(-1);
  const same = newest?.sign.kid === keys.sign.kid && newest.agree.kid === keys.agree.kid;
  return ok(same ? [] : [{ type: 'AgencyKeysRegistered', data: { keys } }]);
}
