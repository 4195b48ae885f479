import type { Notice } from '../rules/notice.js';

/** A way to a desk. Every channel bears a notice that comes again. */
export interface Channel {
  /** Resolves when the notices cannot be lost any more, not even by a kill. @throws Fault when the store did not take them. */
  accept(notices: readonly Notice[]): Promise<void>;
}

/** All channels of the process, in the order in which they are handed notices. */
export const CHANNELS = Symbol('CHANNELS');
