import { invariant, type AgencyId, type Instant } from '@lianshen/contracts/kernel';
import { VerdictCode, type PersonField } from '@lianshen/contracts/messages';
import { isBlocking, type CaseFacts, type Policy, type PolicyAgency, type ReplyLimit } from '@lianshen/contracts/policy';

const DAY_MS = 86_400_000;
/** What an agency whose answer has expired is asked, and how long it has for it. */
const RENEWAL = { question: '是否有新情况', workingDays: 2 } as const;

/** What the policy says of the agencies that a request answers for: of one, or of several whose shares came together. */
export type RequestRules = readonly [PolicyAgency, ...PolicyAgency[]];

/** The policy's rules for the agencies that a request answers for. @throws Defect where the policy does not name one. */
export function rulesFor(policy: Policy, answersFor: readonly AgencyId[]): RequestRules {
  const rules = answersFor.map((agency) => policyAgencyOf(policy, agency));
  invariant(rules.length > 0, 'request: it asks for nobody');
  return rules as unknown as RequestRules;
}

function policyAgencyOf(policy: Policy, agency: AgencyId): PolicyAgency {
  const found = policy.agencies.find((each) => each.agency === agency);
  invariant(found, 'policy: an agency of the case is not in its policy');
  return found;
}

/** What is asked. Where several shares came together each is named. @param renews whether only what is new since the last answer is asked. */
export function scopeOf(rules: RequestRules, renews: boolean): string {
  const scope = rules.length === 1 ? rules[0].scope : rules.map((share) => `${share.name.zh}：${share.scope}`).join('；');
  return renews ? `${RENEWAL.question}：${scope}` : scope;
}

/** How long one share has for its answer: the policy's limit, and no more than two working days for what is new. */
export const limitOf = ({ within }: PolicyAgency, renews: boolean): ReplyLimit =>
  renews && 'workingDays' in within ? { workingDays: Math.min(within.workingDays, RENEWAL.workingDays) } : within;

/** Every field that one of the shares may see. */
export const fieldsOf = (rules: RequestRules): readonly PersonField[] => (rules.length === 1 ? rules[0].fields : [...new Set(rules.flatMap(({ fields }) => fields))]);

/** The wordings to choose from. One that two shares give different codes counts as the graver. */
export function categoriesOf(rules: RequestRules): Readonly<Record<string, VerdictCode>> {
  if (rules.length === 1) return rules[0].categories;
  const joined: Record<string, VerdictCode> = {};
  for (const [wording, code] of rules.flatMap(({ categories }) => Object.entries(categories))) {
    const before = joined[wording];
    joined[wording] = before === undefined || gravity(code) > gravity(before) ? code : before;
  }
  return joined;
}

const gravity = (code: VerdictCode): number => VerdictCode.options.indexOf(code);

/** How many persons besides the clerk sign: as many as the strictest share asks. */
export const approversMinOf = (rules: RequestRules): number => Math.max(...rules.map(({ approversMin }) => approversMin));

/** How far extensions, or a question, may stretch the time: as far as the strictest share lets them; undefined where none sets a bound. */
export function strictestBound(rules: RequestRules, bound: 'extensionMax' | 'pauseMax'): { readonly workingDays: number } | undefined {
  const days = rules.flatMap((share) => share[bound]?.workingDays ?? []);
  return days.length === 0 ? undefined : { workingDays: Math.min(...days) };
}

/** Whether a verdict of this code halts the case by the rules of any share. */
export const blocksIn = (rules: RequestRules, code: VerdictCode, facts: CaseFacts): boolean => rules.some((each) => isBlocking(each, code, facts));

/** Whether time runs by the clock, where the limit is in minutes, and not in working time alone. Where several shares came together the first one says. */
export const countsByTheClock = (rules: RequestRules): boolean => 'minutes' in rules[0].within;

/** Until when a verdict that was filed then holds: as long as the shortest share allows. */
export const validUntilOf = (rules: RequestRules, filedAt: Instant): Instant => filedAt + Math.min(...rules.map(({ validDays }) => validDays)) * DAY_MS;
