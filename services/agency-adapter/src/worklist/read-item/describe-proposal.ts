import type { WorkItemView } from '@lianshen/contracts/api';
import type { Request } from '@lianshen/contracts/messages';
import type { LookedUp } from '../../connectors/register/index.js';

/** What the register says, beside the form: whether anybody was heard it cannot know, so a person has to say that. */
export function describeProposal(found: LookedUp | undefined, { categories }: Request): WorkItemView['proposal'] {
  if (!found) return null;
  const category = Object.entries(categories).find(([, code]) => code === found.code)?.[0] ?? null;
  const findings = found.findings.map(({ code, facts, basis }) => ({
    facts,
    basis,
    evidenceLevel: code === 'FLAG_VERIFYING' ? ('under-verification' as const) : ('verified' as const),
    heard: 'not-heard' as const,
  }));
  return { code: found.code, category, findings };
}
