/** When an office is open and how its deadlines are counted; printed on the letter, so that nobody has to guess. */
export interface OfficeHours {
  /** Minutes after midnight in China. */
  readonly opensAtMinute: number;
  /** Minutes after midnight in China; a deadline falls on this minute, and what comes on it is still in time. */
  readonly closesAtMinute: number;
  /** `next-working-day`: counting begins the day after receipt (收到次日起); `same-day`: a working day of receipt counts. */
  readonly countFrom: 'next-working-day' | 'same-day';
  /** What comes after closing counts as received the next calendar day, or still the same day. */
  readonly afterHours: 'next-day' | 'same-day';
}

/** 08:30 to 17:30, Asia/Shanghai. */
export const STANDARD_OFFICE_HOURS: OfficeHours = {
  opensAtMinute: 8 * 60 + 30,
  closesAtMinute: 17 * 60 + 30,
  countFrom: 'next-working-day',
  afterHours: 'next-day',
};
