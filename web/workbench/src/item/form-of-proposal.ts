import type { AnswerForm, WorkItem } from '../hub/hub.js';

type Proposal = NonNullable<WorkItem['proposal']>;

/** A basis as the records write it, split into the one of the list that it begins with and the article behind it; any other is one of the place. */
function splitBasis(words: string, bases: WorkItem['bases']): Pick<AnswerForm['findings'][number], 'basis' | 'article'> {
  const known = bases.find(({ title }) => words.startsWith(title));
  return known ? { basis: known.id, article: words.slice(known.title.length) } : { basis: 'local', article: words.slice(0, 200) };
}

/** What the records propose as a form. Whether the person was heard no records know, so that stays open. */
export const formOfProposal = ({ category, code, findings }: Proposal, bases: WorkItem['bases']): AnswerForm => ({
  ...(category === null ? {} : { category }),
  findings: code === 'CLEAR' ? [] : findings.map(({ facts, basis, evidenceLevel }) => ({ facts, evidenceLevel, ...splitBasis(basis, bases) })),
});
