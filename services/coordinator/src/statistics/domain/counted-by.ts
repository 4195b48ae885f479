import type { Instant, PartyId } from '@lianshen/contracts/kernel';
import type { WorkingCalendar } from '@lianshen/contracts/working-time';

/** Up to when ages count, and by whose calendar times are counted: an agency's stages by its own, the coordinator's by the coordinator's. */
export interface CountedBy {
  readonly now: Instant;
  readonly calendarOf: (party: PartyId) => WorkingCalendar;
}
