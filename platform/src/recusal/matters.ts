import type { CaseId } from '@lianshen/contracts/kernel';
import type { PersonFields } from '@lianshen/contracts/messages';

/** A case as far as a declaration goes: in which batch it stands, and whom it is about. */
export interface Matter {
  readonly batch: string;
  readonly caseId: CaseId;
  /** The fields that this party may see; undefined once the key is destroyed. */
  readonly candidate: PersonFields | undefined;
}

/** What a service has to say of its cases, and to do with them when somebody is recused. */
export interface Matters {
  /** @throws Refused where the party is no more. */
  mustBeOpen(): void;
  /** The cases of a batch that this party has to do with, at most 1,000. */
  casesOf(batch: string): Promise<readonly Matter[]>;
  /** Those that somebody may still have to open, at most 2,000, the most urgent first. */
  openCases(): Promise<readonly Pick<Matter, 'batch' | 'caseId'>[]>;
  /** Takes the person out of whatever they do in the case. Called again after a crash. */
  recused(caseId: CaseId, person: string): Promise<void>;
  /** They may take part again. Called again after a crash. */
  readmitted(caseId: CaseId, person: string): Promise<void>;
}

export const MATTERS = Symbol('MATTERS');
