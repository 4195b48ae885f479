import type { CaseFacts } from '@lianshen/contracts/policy';
import type { CaseState } from './case-state.js';

/**
 * What the policy's conditions are asked of. They stand with the candidate, fixed when the case was opened, so a case
 * is judged alike for as long as it runs; once the person's key is destroyed all of them are unknown, which blocks.
 */
export const factsOf = (state: CaseState): CaseFacts => state.candidate?.facts ?? {};
