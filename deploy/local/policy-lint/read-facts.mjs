import { ToldError } from '../told-error.mjs';

/**
 * @template {string} P
 * @param {string} given e.g. `principal-post=yes,non-party=no`; what is not named stays unknown
 * @param {{ predicates: readonly P[], usage: string }} options
 * @returns {Partial<Record<P, boolean>>}
 */
export const readFacts = (given, { predicates, usage }) => {
  /** @type {Partial<Record<P, boolean>>} */
  const facts = {};
  for (const part of given.split(',').filter((text) => text !== '')) {
    const [name, value, ...more] = part.split('=');
    const predicate = predicates.find((each) => each === name);
    if (predicate === undefined || more.length > 0 || (value !== 'yes' && value !== 'no')) {
      throw new ToldError(`无法识别“${part}”；可用的条件：${predicates.join('、')}，取值 yes 或 no。`, `"${part}" is no fact; there are ${predicates.join(', ')}, each yes or no. ${usage}`, { exitCode: 2 });
    }
    facts[predicate] = value === 'yes';
  }
  return facts;
};
