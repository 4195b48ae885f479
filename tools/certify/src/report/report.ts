import type { Outcome, Words } from '../checks/index.js';

export interface Checked {
  readonly id: string;
  readonly title: Words;
  readonly outcome: Outcome;
  readonly seen: Words;
}

/** What was found of one adapter. */
export interface Report {
  readonly agency: string;
  readonly jurisdiction: string;
  /** The kids of the keys that it was certified with. */
  readonly adapterKeys: { readonly sign: string; readonly agree: string };
  readonly startedAt: number;
  readonly endedAt: number;
  readonly checks: readonly Checked[];
}

export const countOf = ({ checks }: Report, outcome: Outcome): number => checks.filter((check) => check.outcome === outcome).length;

/** Certified is who failed nothing; what was not done is named. */
export const isCertified = (report: Report): boolean => countOf(report, 'failed') === 0 && countOf(report, 'passed') > 0;
