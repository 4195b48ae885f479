import type { WorkItemView } from '@lianshen/contracts/api';
import { toIso } from '@lianshen/contracts/kernel';
import type { Request } from '@lianshen/contracts/messages';
import type { ConnectorKind, Found, LookUp } from '../../connectors/connector.js';
import { explainUnavailable } from '../../connectors/unavailable.js';
import { firstCategoryOf } from '../domain/index.js';

type Described = Pick<WorkItemView, 'lookUp' | 'proposal'>;

/** Nobody was asked: the item needs no answer any more, or can have none. */
export const NOT_LOOKED_UP: Described = { lookUp: null, proposal: null };

/** What the agency's records say, beside the form, and how it is known. @param lookUp undefined while it is under way. */
export function describeLookUp(connector: ConnectorKind, lookUp: LookUp | undefined, { categories }: Request): Described {
  const nothing = { connector, source: null, obtainedAt: null, code: null, sentence: null };
  switch (lookUp?.outcome) {
    case undefined:
      return { lookUp: { ...nothing, outcome: 'pending' }, proposal: null };
    case 'nothing-to-say':
      return { lookUp: { ...nothing, outcome: 'nothing-to-say' }, proposal: null };
    case 'unavailable':
      return { lookUp: { ...nothing, outcome: 'unavailable', code: lookUp.code, sentence: explainUnavailable(lookUp.code) }, proposal: null };
    case 'found':
      return { lookUp: { ...nothing, outcome: 'found', source: lookUp.source, obtainedAt: toIso(lookUp.obtainedAt) }, proposal: describeProposal(lookUp, categories) };
  }
}

/** Whether anybody was heard the records cannot know, so a person has to say that. */
function describeProposal({ code, category, findings }: Found, categories: Request['categories']): WorkItemView['proposal'] {
  return {
    code,
    category: category ?? firstCategoryOf(categories, code) ?? null,
    findings: findings.map(({ facts, basis, evidenceLevel }) => ({ facts, basis, evidenceLevel, heard: 'not-heard' as const })),
  };
}
