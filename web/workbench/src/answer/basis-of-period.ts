import type { FindingForm, InfluencePeriods } from '../hub/hub.js';

/** The list's own name of what a period rests on: the law, or the Party's discipline. */
export const basisOfPeriod = ({ sanction, basis }: InfluencePeriods['periods'][number]): Pick<FindingForm, 'basis' | 'article'> => ({
  basis: sanction.startsWith('law-') ? 'administrative-sanctions' : 'party-discipline',
  article: basis.article,
});
