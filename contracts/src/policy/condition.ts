import { z } from 'zod';
import { Predicate, type CaseFacts } from './predicate.js';

export type Condition = { any: Condition[] } | { all: Condition[] } | { not: Condition } | { is: Predicate };

const Conditions = z.lazy(() => z.array(Condition).min(1).max(20));

/** When a rule of a policy counts: predicates joined by any, all and not. */
export const Condition: z.ZodType<Condition> = z.union([
  z.strictObject({ any: Conditions }),
  z.strictObject({ all: Conditions }),
  z.strictObject({ not: z.lazy(() => Condition) }),
  z.strictObject({ is: Predicate }),
]);

export type Truth = 'yes' | 'no' | 'unknown';

/** Three-valued: what depends on an unknown fact is itself unknown, also behind a `not`. */
export function evaluate(condition: Condition, facts: CaseFacts): Truth {
  if ('is' in condition) return truthOf(facts[condition.is]);
  if ('not' in condition) return opposite(evaluate(condition.not, facts));
  const [parts, decisive] = 'any' in condition ? ([condition.any, 'yes'] as const) : ([condition.all, 'no'] as const);
  const truths = parts.map((part) => evaluate(part, facts));
  if (truths.includes(decisive)) return decisive;
  return truths.includes('unknown') ? 'unknown' : opposite(decisive);
}

const truthOf = (fact: boolean | undefined): Truth => (fact === undefined ? 'unknown' : fact ? 'yes' : 'no');

const OPPOSITES = { yes: 'no', no: 'yes', unknown: 'unknown' } as const;
const opposite = (truth: Truth): Truth => OPPOSITES[truth];
