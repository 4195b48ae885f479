import { withoutBlanks } from '../identity/index.js';
import type { Instant } from '../kernel/index.js';
import { inChina, toCivilDate } from '../working-time/index.js';
import type { Relation, RecusalGround } from './ground.js';

/** Somebody as far as they are told apart: keyed hashes, so that nothing can be read from them. */
export interface PersonMarks {
  readonly name?: string | undefined;
  readonly identityNumber?: string | undefined;
}

/** A unit where the member of staff works or has worked. Months are YYYY-MM; without `until` they work there still. */
export interface OwnUnit {
  readonly name: string;
  readonly code?: string | undefined;
  readonly until?: string | undefined;
}

/** What a member of staff has declared of themself once and for all. */
export interface OwnRelations {
  readonly relatives: readonly (PersonMarks & { readonly relation: Relation })[];
  readonly units: readonly OwnUnit[];
}

/** The candidate as far as this party may see them. */
export interface RecusalSubject extends PersonMarks {
  readonly employer?: string | undefined;
  readonly employerCode?: string | undefined;
}

/** `certain: false`: only the name is the same, so it may be a namesake; the person has to say. */
export interface FoundGround {
  readonly ground: RecusalGround;
  readonly certain: boolean;
}

const SAME_UNIT_YEARS = 3;

/**
 * The first ground on which this member of staff is recused from the candidate, or undefined. A relative with another
 * identity number is another person, whatever the name.
 * @param now epoch ms. Source: 公务员法 arts. 74 and 76, rules 3.4.
 */
export function findGround(own: OwnRelations, subject: RecusalSubject, now: Instant): FoundGround | undefined {
  const relatives = own.relatives.map((relative) => ({ ground: relative.relation, sameness: samenessOf(relative, subject) }));
  const certain = relatives.find(({ sameness }) => sameness === 'same');
  if (certain) return { ground: certain.ground, certain: true };
  if (own.units.some((unit) => isSameUnit(unit, subject, now))) return { ground: 'same-unit', certain: true };
  const maybe = relatives.find(({ sameness }) => sameness === 'maybe');
  return maybe && { ground: maybe.ground, certain: false };
}

function samenessOf(one: PersonMarks, other: PersonMarks): 'same' | 'maybe' | 'other' {
  if (one.identityNumber !== undefined && other.identityNumber !== undefined) return one.identityNumber === other.identityNumber ? 'same' : 'other';
  return one.name !== undefined && one.name === other.name ? 'maybe' : 'other';
}

function isSameUnit({ name, code, until }: OwnUnit, { employer, employerCode }: RecusalSubject, now: Instant): boolean {
  if (until !== undefined && until < monthYearsAgo(SAME_UNIT_YEARS, now)) return false;
  if (code !== undefined && employerCode !== undefined) return code === employerCode;
  return employer !== undefined && withoutBlanks(name) === withoutBlanks(employer);
}

/** YYYY-MM in China, so many years ago: months compare as text. */
function monthYearsAgo(years: number, now: Instant): string {
  const [year = '', month = ''] = toCivilDate(inChina(now).day).split('-');
  return `${Number(year) - years}-${month}`;
}
