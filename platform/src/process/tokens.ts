import { getConnectionToken } from '@nestjs/mongoose';

/** Injection tokens of what every process has; classes are their own tokens. */
export const LOG = Symbol('LOG');
export const OWN_KEYS = Symbol('OWN_KEYS');
export const NATS = Symbol('NATS');
/** Where master keys are: the port. */
export const MASTER_KEYS = Symbol('MASTER_KEYS');
/** What ids, MACs and draws are derived from; no rotation changes it. */
export const ROOT_SECRET = Symbol('ROOT_SECRET');
/** What sessions are sealed with. */
export const SIGN_IN_SECRET = Symbol('SIGN_IN_SECRET');
/** The token that @nestjs/mongoose looks for, so that models use this very connection. */
export const MONGO = getConnectionToken();
