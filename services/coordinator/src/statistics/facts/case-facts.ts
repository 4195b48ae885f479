import type { CaseId, RequestId, Sha256 } from '@lianshen/contracts/kernel';
import type { CaseCourse, Fact, HaltFact, RequestFact } from '../domain/fact.js';

/** What of a case counts in statistics, as far as its ledger tells: a fold beside that of the case. */
export interface CaseFacts {
  /** Undefined before the case was opened. */
  readonly policyHash: Sha256 | undefined;
  /** Other cases of the same person. */
  readonly otherCases: readonly CaseId[];
  readonly course: CaseCourse;
  readonly requests: ReadonlyMap<RequestId, RequestFact>;
  readonly halts: readonly HaltFact[];
  /** Requests with a question that nobody has answered and whose longest pause is over: a further one stops no clock. */
  readonly outlasted: ReadonlySet<RequestId>;
}

export const NO_FACTS: CaseFacts = {
  policyHash: undefined,
  otherCases: [],
  course: { openedAt: 0, startedAt: null, end: null },
  requests: new Map(),
  halts: [],
  outlasted: new Set(),
};

/** Every fact of the case. @param policy name of the policy that it is pinned to. */
export function factsOf(facts: CaseFacts, caseId: CaseId, policy: string): readonly Fact[] {
  if (facts.policyHash === undefined) return [];
  const about = { caseId, person: personOf(facts, caseId), policy };
  return [
    { ...about, kind: 'case', course: facts.course },
    ...[...facts.requests.values()].map((request) => ({ ...about, kind: 'request', request }) as const),
    ...facts.halts.map((halt) => ({ ...about, kind: 'halt', halt }) as const),
  ];
}

/** Those that are not as they were before: what a commit has changed. */
export function changedFacts(before: CaseFacts, after: CaseFacts, caseId: CaseId, policy: string): readonly Fact[] {
  if (before.policyHash === undefined || personOf(before, caseId) !== personOf(after, caseId)) return factsOf(after, caseId, policy);
  return factsOf(after, caseId, policy).filter((fact) => {
    switch (fact.kind) {
      case 'case':
        return fact.course !== before.course;
      case 'request':
        return fact.request !== before.requests.get(fact.request.requestId);
      case 'halt':
        return !before.halts.includes(fact.halt);
    }
  });
}

/** Each case of a person learns of every other, so all of them name the same one. */
const personOf = ({ otherCases }: CaseFacts, caseId: CaseId): CaseId => otherCases.reduce((least, each) => (each < least ? each : least), caseId);
