import type { Declaration, Declared } from './recusal-client.js';

/** How one is related to a candidate, as the law distinguishes (公务员法 arts. 74 and 76). */
export const GROUNDS = ['spouse', 'lineal', 'collateral', 'affinity', 'interest', 'same-unit'] as const;
export type Ground = (typeof GROUNDS)[number];

/** What the person says of one candidate: a ground, that it is a namesake, or nothing yet. */
export type Answer = Ground | 'unrelated' | 'namesake';

/** Of whom the person has to say something in any case, because a relative of theirs has the name. */
const mustAnswer = ({ maybeRelated, declared }: Declaration['cases'][number]): boolean => maybeRelated && !declared;

export const openCases = ({ cases }: Declaration): Declaration['cases'] => cases.filter(({ declared, recused }) => !declared && !recused);

export const unanswered = (declaration: Declaration, answers: Readonly<Record<string, Answer>>): number =>
  openCases(declaration).filter((each) => mustAnswer(each) && (answers[each.caseId] ?? 'unrelated') === 'unrelated').length;

/** What is sent: everybody whom one has looked at, and who of them is more than that. */
export function declaredOf(declaration: Declaration, answers: Readonly<Record<string, Answer>>): Declared {
  const cases = openCases(declaration).map(({ caseId }) => caseId);
  const related = cases.flatMap((caseId) => {
    const ground = GROUNDS.find((each) => each === answers[caseId]);
    return ground ? [{ caseId, ground }] : [];
  });
  return { cases, related, namesakes: cases.filter((caseId) => answers[caseId] === 'namesake') };
}
