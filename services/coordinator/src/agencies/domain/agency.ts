import { AgencyKeyEvent, evolveKeys, NO_KEYS, type AgencyKeysState } from './agency-keys.js';

/** The facts of an agency that this version knows: what happens to its keys. */
export const AgencyEvent = AgencyKeyEvent;
export type AgencyEvent = AgencyKeyEvent;

export interface AgencyState {
  readonly keys: AgencyKeysState;
}

export const NO_AGENCY: AgencyState = { keys: NO_KEYS };

export const evolveAgency = (state: AgencyState, event: AgencyEvent, at: number): AgencyState => ({ ...state, keys: evolveKeys(state.keys, event, at) });
