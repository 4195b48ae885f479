import type { CaseId, Instant } from '@lianshen/contracts/kernel';
import type { FoundGround, RecusalGround } from '@lianshen/contracts/recusal';
import type { DeclarationEvent, DeclarationEventOf, RecusalSource } from './declaration-event.js';

export interface Recusal {
  readonly number: number;
  readonly caseId: CaseId;
  readonly person: string;
  /** Empty once the key of the batch is destroyed, as all texts below. */
  readonly name: string;
  readonly isHead: boolean;
  readonly source: RecusalSource;
  /** Undefined once the key of the batch is destroyed. */
  readonly ground: RecusalGround | undefined;
  readonly at: Instant;
  readonly by: string;
  readonly lifted: { readonly at: Instant; readonly by: string; readonly reason: string } | undefined;
}

export interface DeclarationState {
  /** By person: for which cases they have declared, and whose person only has the name of a relative of theirs. */
  readonly declared: Readonly<Record<string, readonly CaseId[]>>;
  readonly namesakes: Readonly<Record<string, readonly CaseId[]>>;
  /** Every recusal of the batch, in the order of their numbers. */
  readonly recusals: readonly Recusal[];
}

export const NOTHING_DECLARED: DeclarationState = { declared: {}, namesakes: {}, recusals: [] };

/** Folds one event. Pure, and total over the events. */
export function evolveDeclaration(state: DeclarationState, event: DeclarationEvent, at: Instant): DeclarationState {
  switch (event.type) {
    case 'RelationsDeclared': {
      const { by, cases, namesakes } = event.data;
      return { ...state, declared: withCases(state.declared, by, cases), namesakes: withCases(state.namesakes, by, namesakes) };
    }
    case 'StaffRecused':
      return { ...state, recusals: [...state.recusals, recusalOf(event, at)] };
    case 'RecusalLifted': {
      const { number, by } = event.data;
      const lifted = { at, by, reason: event.private?.reason ?? '' };
      return { ...state, recusals: state.recusals.map((each) => (each.number === number ? { ...each, lifted } : each)) };
    }
  }
}

const withCases = (before: DeclarationState['declared'], by: string, cases: readonly CaseId[]): DeclarationState['declared'] => ({
  ...before,
  [by]: [...new Set([...(before[by] ?? []), ...cases])],
});

function recusalOf({ data, private: secret }: DeclarationEventOf<'StaffRecused'>, at: Instant): Recusal {
  const { number, caseId, person, isHead, source, by } = data;
  return { number, caseId, person, isHead, source, by, at, name: secret?.name ?? '', ground: secret?.ground, lifted: undefined };
}

/** The recusal of this person from this case that stands, or undefined. */
export const standingRecusal = ({ recusals }: DeclarationState, person: string, caseId: CaseId): Recusal | undefined =>
  recusals.find((each) => each.person === person && each.caseId === caseId && each.lifted === undefined);

/** Recused on record; or related for certain by what they have declared of themselves, and nobody has taken that ground back. */
export function isRecused(state: DeclarationState, person: string, caseId: CaseId, found: FoundGround | undefined): boolean {
  if (standingRecusal(state, person, caseId)) return true;
  if (found?.certain !== true) return false;
  return !state.recusals.some((each) => each.person === person && each.caseId === caseId && each.ground === found.ground && each.lifted !== undefined);
}

export const hasDeclared = ({ declared }: DeclarationState, person: string, caseId: CaseId): boolean => declared[person]?.includes(caseId) ?? false;
