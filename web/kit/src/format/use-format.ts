import { useMemo } from 'react';
import { useLanguage } from '../texts/use-language.js';

/** Time limits of the field are told in the time of China, wherever the browser is. */
const ZONE = 'Asia/Shanghai';
const MINUTE_MS = 60_000;
const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [['day', 1_440], ['hour', 60], ['minute', 1]];

export interface Format {
  readonly instant: (iso: string | null | undefined) => string;
  readonly day: (iso: string | null | undefined) => string;
  readonly number: (value: number) => string;
  readonly percent: (share: number) => string;
  /** Words one after the other. */
  readonly list: (words: readonly string[]) => string;
  /** How far from now, such as `3 天后`. */
  readonly fromNow: (iso: string, now?: number) => string;
}

/** Dates and numbers as the person's language writes them. What is absent is a dash. */
export function useFormat(): Format {
  const language = useLanguage();
  return useMemo(() => formatFor(language), [language]);
}

export function formatFor(language: string): Format {
  const instants = new Intl.DateTimeFormat(language, { timeZone: ZONE, dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const days = new Intl.DateTimeFormat(language, { timeZone: ZONE, dateStyle: 'medium' });
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const shares = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const spans = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const dated = (format: Intl.DateTimeFormat) => (iso: string | null | undefined) => (iso ? format.format(new Date(iso)) : '—');
  return {
    instant: dated(instants),
    day: dated(days),
    number: (value) => numbers.format(value),
    percent: (share) => shares.format(share),
    list: (words) => words.join(language.startsWith('zh') ? '、' : ', '),
    fromNow: (iso, now = Date.now()) => {
      const minutes = Math.round((Date.parse(iso) - now) / MINUTE_MS);
      const [unit, size] = UNITS.find(([, least]) => Math.abs(minutes) >= least) ?? ['minute', 1];
      return spans.format(Math.trunc(minutes / size), unit);
    },
  };
}
