/** What is wrong with a file that somebody wrote, and where. An error keeps it from being used; a warning is for a second look. */
export interface FileProblem {
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

export type Path = readonly PropertyKey[];

/** What a rule finds; its line and column are looked up afterwards. */
export interface Flaw {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly path: Path;
  /** The flaw is about the key at the path's end, not about its value. */
  readonly atKey?: boolean;
  readonly zh: string;
  readonly en: string;
}

export const error = (code: string, path: Path, zh: string, en: string): Flaw => ({ severity: 'error', code, path, zh, en });
export const warning = (code: string, path: Path, zh: string, en: string): Flaw => ({ severity: 'warning', code, path, zh, en });
