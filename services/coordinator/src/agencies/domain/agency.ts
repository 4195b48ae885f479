import { z } from 'zod';
import type { Instant } from '@lianshen/contracts/kernel';
import { AgencyKeyEvent, evolveKeys, NO_KEYS, type AgencyKeysState } from './agency-keys.js';
import { evolveLifecycle, NOT_REGISTERED, type Lifecycle } from './lifecycle.js';
import { isLifecycleEvent, LifecycleEvent } from './lifecycle-event.js';

/** The facts of an agency: what happens to its keys, and what became of it. */
export const AgencyEvent = z.union([AgencyKeyEvent, LifecycleEvent]);
export type AgencyEvent = z.infer<typeof AgencyEvent>;

export interface AgencyState {
  readonly keys: AgencyKeysState;
  readonly lifecycle: Lifecycle;
}

export const NO_AGENCY: AgencyState = { keys: NO_KEYS, lifecycle: NOT_REGISTERED };

export const evolveAgency = (state: AgencyState, event: AgencyEvent, at: Instant): AgencyState =>
  isLifecycleEvent(event) ? { ...state, lifecycle: evolveLifecycle(state.lifecycle, event, at) } : { ...state, keys: evolveKeys(state.keys, event, at) };
