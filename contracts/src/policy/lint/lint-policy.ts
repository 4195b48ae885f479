import { judgeJson, shapeFlaws, type FileProblem } from '../../json-file/index.js';
import { Policy } from '../policy.js';
import { policyWords } from './policy-words.js';
import { ruleFlaws } from './rule-flaws.js';

export interface LintedPolicy {
  /** In the order of the file. An error keeps the coordinator from starting. */
  readonly problems: readonly FileProblem[];
  /** Undefined where the file has not even the shape of a policy. */
  readonly policy: Policy | undefined;
}

/** Reads a policy file. @param text strict JSON. @returns the policy, and all that is wrong with it, with line and column. */
export function lintPolicy(text: string): LintedPolicy {
  const { problems, value } = judgeJson(text, 'policy', (document) => {
    const parsed = Policy.safeParse(document);
    return { value: parsed.data, flaws: parsed.success ? ruleFlaws(parsed.data) : shapeFlaws(parsed.error.issues, document, 'policy', policyWords) };
  });
  return { problems, policy: value };
}
