/** Injection tokens of what every process has; classes are their own tokens. */
export const LOG = Symbol('LOG');
export const OWN_KEYS = Symbol('OWN_KEYS');
export const NATS = Symbol('NATS');
export const MASTER_KEY = Symbol('MASTER_KEY');
