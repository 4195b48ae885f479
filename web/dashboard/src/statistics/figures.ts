import type { Statistics } from '../oversight-calls.js';

/** A chart's figures: what the table shows too. */
export interface Series {
  readonly labels: readonly string[];
  readonly rows: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

type AgencyGroup = Statistics['agencies'][number];
type PolicyGroup = Statistics['policies'][number];

const shownAgencies = ({ agencies }: Statistics): AgencyGroup[] => agencies.filter(({ period, figures }) => period !== null && figures !== null);
const shownPolicies = ({ policies }: Statistics): PolicyGroup[] => policies.filter(({ period, figures }) => period !== null && figures !== null);

const labelOf = ({ policy, period }: { readonly policy: string; readonly period: string | null }): string => `${policy} ${period ?? ''}`.trim();

/** The same with policies called by their titles. */
export const withTitles = ({ policies, agencies, ...rest }: Statistics, titleOf: (policy: string) => string): Statistics => ({
  ...rest,
  policies: policies.map((group) => ({ ...group, policy: titleOf(group.policy) })),
  agencies: agencies.map((group) => ({ ...group, policy: titleOf(group.policy) })),
});

/** Cases opened in each period and how their first vetting ended. */
export function throughput(statistics: Statistics, words: Readonly<Record<'proposed' | 'cleared' | 'halted' | 'ended' | 'withdrawn', string>>): Series {
  const groups = shownPolicies(statistics);
  const ends = (pick: (ends: NonNullable<NonNullable<PolicyGroup['figures']>['ends']>) => number) => groups.map(({ figures }) => (figures?.ends ? pick(figures.ends) : null));
  return {
    labels: groups.map(labelOf),
    rows: [
      { name: words.proposed, values: groups.map(({ figures }) => figures?.proposed ?? null) },
      { name: words.cleared, values: ends(({ cleared }) => cleared) },
      { name: words.halted, values: ends(({ halted }) => halted) },
      { name: words.ended, values: ends(({ suspended, terminated }) => suspended + terminated) },
      { name: words.withdrawn, values: ends(({ withdrawn }) => withdrawn) },
    ],
  };
}

/** One figure of each agency, the groups of an agency side by side. */
export function byAgency(statistics: Statistics, language: 'zh' | 'en', name: string, pick: (figures: NonNullable<AgencyGroup['figures']>) => number | null): Series {
  const groups = shownAgencies(statistics);
  const severalPeriods = new Set(groups.map(labelOf)).size > 1;
  return {
    labels: groups.map((group) => (severalPeriods ? `${group.agencyName[language]} ${labelOf(group)}` : group.agencyName[language])),
    rows: [{ name, values: groups.map(({ figures }) => (figures ? pick(figures) : null)) }],
  };
}
