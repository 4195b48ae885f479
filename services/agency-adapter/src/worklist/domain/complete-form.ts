import { wordsOfBasis, type AnswerForm, type FindingForm } from '@lianshen/contracts/api';
import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import type { Finding, Request } from '@lianshen/contracts/messages';
import type { ProposedAnswer } from './item-event.js';

/** Of all findings together: a sealed verdict must stay below 256 KiB, and a reader has to read it. */
const FACTS_CHARACTERS_MAX = 20_000;

/**
 * The answer that a form comes to. The code follows from the category; a flag needs a finding with facts, basis,
 * evidence level and whether the person was heard (rules 3.5), a clear answer has none.
 * Refused: `form.category-missing`, `form.category-unknown`, `form.flag-without-finding`, `form.finding-incomplete`
 * (with its place), `form.clear-with-findings`, `form.too-long`.
 */
export function completeForm({ category, findings }: AnswerForm, categories: Request['categories']): Result<ProposedAnswer> {
  if (category === undefined) return refuse('form.category-missing');
  const code = Object.hasOwn(categories, category) ? categories[category] : undefined;
  if (code === undefined) return refuse('form.category-unknown');
  if (code === 'CLEAR') return findings.length === 0 ? ok({ category, code, findings: [] }) : refuse('form.clear-with-findings');
  if (findings.length === 0) return refuse('form.flag-without-finding');
  const complete: Finding[] = [];
  for (const [index, finding] of findings.entries()) {
    const found = completeFinding(finding, index + 1);
    if (!found.ok) return found;
    complete.push(found.value);
  }
  if (complete.reduce((sum, { facts }) => sum + facts.length, 0) > FACTS_CHARACTERS_MAX) return refuse('form.too-long', { charactersMax: FACTS_CHARACTERS_MAX });
  return ok({ category, code, findings: complete });
}

function completeFinding({ facts = '', basis, article = '', evidenceLevel, heard }: FindingForm, finding: number): Result<Finding> {
  const lacks = (field: string) => refuse('form.finding-incomplete', { finding, field });
  if (facts.trim() === '') return lacks('facts');
  if (basis === undefined) return lacks('basis');
  // A rule of the place is named nowhere else.
  if (basis === 'local' && article.trim() === '') return lacks('article');
  if (evidenceLevel === undefined) return lacks('evidenceLevel');
  if (heard === undefined) return lacks('heard');
  return ok({ facts: facts.trim(), basis: wordsOfBasis(basis, article.trim()), evidenceLevel, heard });
}
