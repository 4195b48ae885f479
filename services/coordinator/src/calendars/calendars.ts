import { Inject, Injectable } from '@nestjs/common';
import { COORDINATOR, type AgencyId, type PartyId } from '@lianshen/contracts/kernel';
import { CHINA_CALENDAR, type WorkingCalendar } from '@lianshen/contracts/working-time';
import { ENVIRONMENT, type CoordinatorEnvironment } from '../environment.js';
import { fingerprintOf, readCalendars } from './read-calendars.js';

/** By which calendar each agency's time limits are counted. */
@Injectable()
export class Calendars {
  private own: ReadonlyMap<PartyId, WorkingCalendar> = new Map();
  private fingerprint = '';

  constructor(@Inject(ENVIRONMENT) private readonly environment: CoordinatorEnvironment) {}

  /**
   * Reads what an operator has put in the place of the calendar that ships, where it has changed since.
   * @returns whether it has. @throws ConfigurationError with line and reason; what was read before counts on, and the same
   * files are not read again.
   */
  load(): boolean {
    const { CALENDAR_DIR } = this.environment;
    if (CALENDAR_DIR === undefined) return false;
    const fingerprint = fingerprintOf(CALENDAR_DIR);
    if (fingerprint === this.fingerprint) return false;
    this.fingerprint = fingerprint;
    this.own = readCalendars(CALENDAR_DIR);
    return true;
  }

  /** The agency's own calendar, else the jurisdiction's, else the one that ships. */
  of(agency: AgencyId): WorkingCalendar {
    return this.own.get(agency) ?? this.own.get(COORDINATOR) ?? CHINA_CALENDAR;
  }
}
