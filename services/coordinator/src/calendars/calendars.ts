import { Inject, Injectable } from '@nestjs/common';
import { COORDINATOR, type AgencyId, type PartyId } from '@lianshen/contracts/kernel';
import { CHINA_CALENDAR, type WorkingCalendar } from '@lianshen/contracts/working-time';
import { ENVIRONMENT, type CoordinatorEnvironment } from '../environment.js';
import { readCalendars } from './read-calendars.js';

/** By which calendar each agency's time limits are counted. */
@Injectable()
export class Calendars {
  private own: ReadonlyMap<PartyId, WorkingCalendar> = new Map();

  constructor(@Inject(ENVIRONMENT) private readonly environment: CoordinatorEnvironment) {}

  /** Reads what an operator has put in the place of the calendar that ships. @throws ConfigurationError with line and reason. */
  load(): void {
    const { CALENDAR_DIR } = this.environment;
    if (CALENDAR_DIR !== undefined) this.own = readCalendars(CALENDAR_DIR);
  }

  /** The agency's own calendar, else the jurisdiction's, else the one that ships. */
  of(agency: AgencyId): WorkingCalendar {
    return this.own.get(agency) ?? this.own.get(COORDINATOR) ?? CHINA_CALENDAR;
  }
}
