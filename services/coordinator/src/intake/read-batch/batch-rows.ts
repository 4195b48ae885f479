import type { Words } from '@lianshen/contracts/identity';
import type { CaseFacts } from '@lianshen/contracts/policy';

/** A row that can go on, with every word put right. */
export interface BatchCandidate {
  readonly sheet: string;
  /** 1-based as the sheet shows it. */
  readonly row: number;
  readonly name: string;
  /** 18 characters, valid. */
  readonly identityNumber: string;
  /** `YYYY-MM-DD`, out of the number. */
  readonly birthDate: string;
  readonly sex: 'male' | 'female';
  readonly employer: string;
  readonly currentPost: string;
  readonly proposedPost: string;
  /** Empty where the list does not say. */
  readonly proposedLevel: string;
  readonly keyPost: boolean;
  /** What the list says beyond yes and no, e.g. 财务, 纪检. */
  readonly keyPostTags: readonly string[];
  /** What the list says of the policy's predicates; absent is unknown. */
  readonly facts: CaseFacts;
  readonly remark: string;
  /** `YYYY-MM`. */
  readonly tenureFrom?: string;
  readonly employerCode?: string;
  /** `YYYY-MM-DD` of the democratic recommendation; the first of the month where the list has the month alone. */
  readonly recommendedOn?: string;
  readonly warnings: readonly RowWarning[];
}

/** Something to look at that does not hold the row back. */
export interface RowWarning {
  /** The column's word, e.g. 单位信用代码. */
  readonly column: string;
  readonly code: string;
  readonly sentence: Words;
}

export interface RowFault {
  readonly column: string;
  /** What stood there, masked so that it may be shown and kept. */
  readonly value: string;
  /** Stable: `identity.check-digit`, `sex.mismatch`, … */
  readonly code: string;
  /** What the person is to do. */
  readonly sentence: Words;
}

/** A row that cannot go on: its first fault, and all of them. */
export interface RefusedRow extends RowFault {
  readonly sheet: string;
  readonly row: number;
  /** The name as read, or empty. */
  readonly candidate: string;
  readonly faults: readonly RowFault[];
}

/** A row that holds no candidate, named so that nothing vanishes in silence. */
export interface SkippedRow {
  readonly sheet: string;
  readonly row: number;
  readonly why: 'header-again' | 'footer' | 'group-heading' | 'continuation';
}

export interface BatchRead {
  readonly candidates: readonly BatchCandidate[];
  readonly refused: readonly RefusedRow[];
  readonly skipped: readonly SkippedRow[];
}
