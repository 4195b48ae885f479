import type { FlagCode, VerdictCode } from '../messages/index.js';
import { USUAL_RULE, type CountingRule } from '../working-time/index.js';
import { evaluate, type Condition, type Truth } from './condition.js';
import type { FlagRule, PolicyAgency } from './policy.js';
import type { CaseFacts } from './predicate.js';

/** Whether the agency is asked in a case of these facts. Unknown facts count as holding: it is asked rather than left out. */
export const isAsked = ({ asked }: Pick<PolicyAgency, 'asked'>, facts: CaseFacts): boolean => askedWhen(asked, facts) !== 'no';

const askedWhen = (asked: Condition | undefined, facts: CaseFacts): Truth => (asked === undefined ? 'yes' : evaluate(asked, facts));

/**
 * Whether a verdict of this code halts the case, or only waits for a person's consideration.
 *
 * Unknown facts count for halting: a blocking rule counts unless its condition surely fails, an advising rule only if
 * its condition surely holds. A blocking rule wins over an advising one. Where only advising rules name a code and none
 * of them counts, it halts.
 */
export function isBlocking({ blocks, advises }: Pick<PolicyAgency, 'blocks' | 'advises'>, code: VerdictCode, facts: CaseFacts): boolean {
  if (code === 'CLEAR') return false;
  const blocking = truthsOf(blocks, code, facts);
  if (blocking.some((truth) => truth !== 'no')) return true;
  if (blocking.length > 0) return false;
  const advising = truthsOf(advises ?? [], code, facts);
  return advising.length > 0 && !advising.includes('yes');
}

export const codesOf = (rule: FlagRule): readonly FlagCode[] => (typeof rule === 'string' ? [rule] : rule.codes);

const truthsOf = (rules: readonly FlagRule[], code: FlagCode, facts: CaseFacts): readonly Truth[] =>
  rules.filter((rule) => codesOf(rule).includes(code)).map((rule) => (typeof rule === 'string' ? 'yes' : evaluate(rule.when, facts)));

/** From where the agency's working days are counted; undefined for a limit in minutes, which runs by the clock. */
export const countingOf = ({ within, counting = USUAL_RULE }: Pick<PolicyAgency, 'within' | 'counting'>): CountingRule | undefined => ('minutes' in within ? undefined : counting);
