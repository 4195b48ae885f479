import type { AgencyId } from '../kernel/index.js';
import { FLAG_CODES, type FlagCode, type PersonField } from '../messages/index.js';
import type { CountingRule } from '../working-time/index.js';
import { countingOf, isBlocking } from './apply-rules.js';
import { evaluate } from './condition.js';
import type { Policy, PolicyAgency, ReplyLimit } from './policy.js';
import type { CaseFacts } from './predicate.js';

export interface ExplainedAgency {
  readonly agency: AgencyId;
  readonly name: PolicyAgency['name'];
  /** `unknown`: asked, because what its condition depends on is not known. */
  readonly asked: 'yes' | 'no' | 'unknown';
  readonly fields: readonly PersonField[];
  readonly within: ReplyLimit;
  /** From where working days are counted; undefined for a limit in minutes. */
  readonly counting: CountingRule | undefined;
  /** How far extensions may put off its due time; undefined: without a bound. */
  readonly extensionMax: PolicyAgency['extensionMax'];
  /** How long a question stops its clock; undefined: until it is answered. */
  readonly pauseMax: PolicyAgency['pauseMax'];
  readonly validDays: number;
  readonly approversMin: number;
  /** Of the codes that the agency can answer with. */
  readonly blocks: readonly FlagCode[];
  readonly advises: readonly FlagCode[];
}

/** A dry run: who would be asked in a case of these facts, with which fields, until when, and what would halt it. */
export const explainPolicy = (policy: Policy, facts: CaseFacts): ExplainedAgency[] => policy.agencies.map((rules) => explainAgency(rules, facts));

function explainAgency(rules: PolicyAgency, facts: CaseFacts): ExplainedAgency {
  const { agency, name, fields, within, extensionMax, pauseMax, validDays, approversMin, asked } = rules;
  const counting = countingOf(rules);
  const possible = FLAG_CODES.filter((code) => Object.values(rules.categories).includes(code));
  const blocks = possible.filter((code) => isBlocking(rules, code, facts));
  const advises = possible.filter((code) => !blocks.includes(code));
  const when = asked === undefined ? 'yes' : evaluate(asked, facts);
  return { agency, name, asked: when, fields, within, counting, extensionMax, pauseMax, validDays, approversMin, blocks, advises };
}
