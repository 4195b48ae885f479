import { COORDINATOR, type AgencyId } from '../../kernel/index.js';

/** Under which name a calendar lies in the folder of calendars: an agency's own, or that of the jurisdiction, which no agency can be called. */
export const calendarFileName = (agency?: AgencyId): string => `${agency ?? COORDINATOR}.json`;
