/** What is wrong with a policy file, and where. An error keeps the coordinator from starting; a warning is for a second look. */
export interface PolicyProblem {
  readonly severity: 'error' | 'warning';
  /** Stable, e.g. `policy.agency-twice`. */
  readonly code: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** Where in the document, e.g. `agencies.2.blocks.0`; empty for the document itself. */
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

/** What a rule finds; its line and column are looked up afterwards. */
export interface Flaw {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly path: readonly PropertyKey[];
  /** The flaw is about the key at the path's end, not about its value. */
  readonly atKey?: boolean;
  readonly zh: string;
  readonly en: string;
}
