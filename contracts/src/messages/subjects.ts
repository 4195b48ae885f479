import type { AgencyId, Jurisdiction } from '../kernel/index.js';

/** To the agency. */
export const requestSubject = (jurisdiction: Jurisdiction, agency: AgencyId): string => `vet.${jurisdiction}.${agency}.request`;

/** From the agency. */
export const replySubject = (jurisdiction: Jurisdiction, agency: AgencyId): string => `vet.${jurisdiction}.${agency}.reply`;

/** Facts of cases without personal data, for integrators. */
export const eventSubject = (jurisdiction: Jurisdiction): string => `case.${jurisdiction}.event`;

/** What desks are told, for the notifier alone. */
export const deskNoticeSubject = (jurisdiction: Jurisdiction): string => `notice.${jurisdiction}.desk`;

/** That cases have changed, for the replicas of the coordinator alone; no stream keeps it. */
export const casesChangedSubject = (jurisdiction: Jurisdiction): string => `changed.${jurisdiction}.case`;

/** One set of streams a jurisdiction: it is the unit of partition, and two hubs can share one NATS. */
export const streamNames = (jurisdiction: Jurisdiction) => ({
  requests: `REQUESTS_${jurisdiction}`,
  events: `EVENTS_${jurisdiction}`,
});

/** Each agency's replies have a stream of their own, so that one that floods fills its own alone. Neither token holds an underscore. */
export const repliesStream = (jurisdiction: Jurisdiction, agency: AgencyId): string => `REPLIES_${jurisdiction}_${agency}`;

/** The durable pull consumers: one an agency, the coordinator's on each agency's replies, one for the notifier. */
export const agencyDurable = (agency: AgencyId): string => `agency-${agency}`;
export const COORDINATOR_DURABLE = 'coordinator';
export const NOTIFIER_DURABLE = 'notifier';
