import type { Instant } from '@lianshen/contracts/kernel';
import type { LookUpFinding, LookUpQuestion } from '@lianshen/contracts/look-up';
import type { VerdictCode } from '@lianshen/contracts/messages';
import type { UnavailableCode } from './unavailable.js';

export type ConnectorKind = 'manual' | 'register' | 'http';

/** What an agency's own records say of a person. It is a proposal; only a standing order makes an answer of it. */
export interface Found {
  readonly outcome: 'found';
  readonly code: VerdictCode;
  /** One of the request's wordings and of this code, where the source chose one. */
  readonly category: string | undefined;
  /** None where the code is CLEAR. */
  readonly findings: readonly LookUpFinding[];
  /** Which list or system said so, in words that staff know. */
  readonly source: string;
  /** When the records were as they are told here. */
  readonly obtainedAt: Instant;
}

export interface NothingToSay {
  readonly outcome: 'nothing-to-say';
}

export interface Unavailable {
  readonly outcome: 'unavailable';
  readonly code: UnavailableCode;
}

/** Found, a person has to look, or nobody knows at this moment. The three are never taken for one another. */
export type LookUp = Found | NothingToSay | Unavailable;

/**
 * `good`: can be asked. `failing`: is asked and does not answer, and comes back by itself. `refused`: cannot be trusted
 * until somebody puts it right.
 */
export type ConnectorHealth = 'good' | 'failing' | 'refused';

/** A way to an agency's own records: by nobody, in a file, or at a service. */
export interface Connector {
  readonly kind: ConnectorKind;
  /** Whether an answer is there without waiting, so that it can stand in the same commit as the request. */
  readonly answersAtOnce: boolean;
  readonly health: ConnectorHealth;
  /**
   * Looks one person up. Never throws: what goes wrong is `unavailable`, and ends within a bound.
   * @param question the fields that the policy allows this agency, and the reply wordings.
   */
  lookUp(question: LookUpQuestion): Promise<LookUp>;
  /** @returns true once after each change that may answer what could not be answered: a register was put right, a service came back. */
  changed(): Promise<boolean>;
  /** Ends what is under way; from here on everything is unavailable. */
  close(): Promise<void>;
}

export const CONNECTOR = Symbol('CONNECTOR');
