/** When an office is open. */
export interface OfficeHours {
  /** Minutes after midnight by the office's clock. */
  readonly opensAtMinute: number;
  /** Minutes after midnight by the office's clock; a deadline falls on this minute, and what comes on it is still in time. */
  readonly closesAtMinute: number;
  /** What comes after closing counts as received the next calendar day, or still the same day. */
  readonly afterHours: 'next-day' | 'same-day';
}

/** 08:30 to 17:30. */
export const STANDARD_OFFICE_HOURS: OfficeHours = {
  opensAtMinute: 8 * 60 + 30,
  closesAtMinute: 17 * 60 + 30,
  afterHours: 'next-day',
};

/** How long an office day is, in minutes. */
export const officeMinutes = ({ opensAtMinute, closesAtMinute }: OfficeHours): number => closesAtMinute - opensAtMinute;
