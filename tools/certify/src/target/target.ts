import type { PartyPublicKeys } from '@lianshen/contracts/api';
import type { AgencyId } from '@lianshen/contracts/kernel';
import type { Nats } from '@lianshen/platform/messaging';
import type { OwnKeys } from '@lianshen/platform/sealing';

/** An adapter that is certified, and what the kit has to know to play its coordinator. */
export interface Target {
  readonly agency: AgencyId;
  readonly jurisdiction: string;
  readonly nats: Nats;
  /** What the kit signs and seals with; the adapter is configured with their public halves. */
  readonly coordinatorKeys: OwnKeys;
  /** What the kit rotates to; it opens what is sealed to them from the beginning. */
  readonly nextCoordinatorKeys: OwnKeys;
  readonly flaggedNumber: string | undefined;
  readonly startedEmpty: boolean;
  /** The adapter's public keys, as an administrator would register them. */
  adapterKeys(): Promise<PartyPublicKeys>;
  /** Returns when the adapter pulls. @param isPulling asks the server. @returns whether it ran before already. */
  start(isPulling: () => Promise<boolean>): Promise<boolean>;
  /** Tells the adapter of the coordinator's next keys beside the first, where it has not been told at the beginning. */
  rotateCoordinator(): Promise<void>;
  /** Lets the adapter make its next keys; absent where nobody said how. */
  prepareAdapterKeys?(): Promise<PartyPublicKeys>;
  stop(): Promise<void>;
}
