import type { Act } from './commit.js';

/**
 * Whether a command of a person stands in a stream already; whoever repeats one is answered, and nothing is done a second time.
 * @param cause the command's, with its idempotency key. @param sub of the person. Another person's key means another command.
 */
export const isOnRecord = (acts: readonly Act[], cause: string, sub: string): boolean => acts.some((act) => act.cause === cause && act.actor.kind === 'person' && act.actor.id === sub);
