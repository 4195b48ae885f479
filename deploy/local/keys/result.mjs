/**
 * A refusal is a rule's no: a stable code with its parameters, told to people by `words.mjs` and to machines as it is.
 * @typedef {{ code: string, params: Record<string, string | number> }} Refusal
 */

/**
 * @template T
 * @typedef {{ ok: true, value: T } | { ok: false, refusal: Refusal }} Result
 */

/**
 * @template T
 * @param {T} value
 * @returns {Result<T>}
 */
export const accept = (value) => ({ ok: true, value });

/**
 * @param {string} code
 * @param {Refusal['params']} [params]
 * @returns {{ ok: false, refusal: Refusal }}
 */
export const refuse = (code, params = {}) => ({ ok: false, refusal: { code, params } });
