import { ok, refuse, type CaseId, type Result } from '@lianshen/contracts/kernel';
import type { DeclaredGround, FoundGround, RecusalGround } from '@lianshen/contracts/recusal';
import type { DeclarationEvent, RecusalSource } from './declaration-event.js';
import { hasDeclared, standingRecusal, type DeclarationState } from './declaration-state.js';

/** Who may be recused. The head is told apart, because the superior decides about them. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly isHead: boolean;
}

export interface DeclareRelations {
  readonly person: StaffMember;
  /** Every case that the declaration speaks of. */
  readonly cases: readonly CaseId[];
  readonly related: readonly { readonly caseId: CaseId; readonly ground: DeclaredGround }[];
  readonly namesakes: readonly CaseId[];
  /** What follows for these cases from what the person had declared before. */
  readonly found: ReadonlyMap<CaseId, FoundGround>;
}

const RECUSALS_MAX = 99_999;

/**
 * A person says for each case whether they are related to its candidate; from those to whom they are they are recused at
 * once. Declared already: nothing to do. Refused: `declaration.case-not-listed` where it names another case than those it
 * speaks of, `declaration.namesake-unanswered` where a declared relative has the name of a candidate and the person does
 * not say who it is.
 */
export function declareRelations(state: DeclarationState, command: DeclareRelations): Result<DeclarationEvent[]> {
  const { person, cases, related, namesakes, found } = command;
  const listed = new Set(cases);
  if (![...related.map(({ caseId }) => caseId), ...namesakes].every((caseId) => listed.has(caseId))) return refuse('declaration.case-not-listed');
  const grounds = new Map<CaseId, RecusalGround>([...found].flatMap(([caseId, { ground, certain }]) => (certain && listed.has(caseId) ? [[caseId, ground] as const] : [])));
  for (const { caseId, ground } of related) grounds.set(caseId, ground);
  const told = new Set([...namesakes, ...(state.namesakes[person.id] ?? []), ...grounds.keys()]);
  const untold = cases.filter((caseId) => found.get(caseId)?.certain === false && !told.has(caseId));
  if (untold.length > 0) return refuse('declaration.namesake-unanswered', { cases: untold.length });
  const recused = recuseFrom(state, person, grounds, related);
  if (!recused.ok) return recused;
  const isNew = cases.some((caseId) => !hasDeclared(state, person.id, caseId)) || namesakes.some((caseId) => !state.namesakes[person.id]?.includes(caseId));
  const declared: DeclarationEvent = { type: 'RelationsDeclared', data: { by: person.id, cases: [...cases], namesakes: [...namesakes] } };
  return ok([...(isNew ? [declared] : []), ...recused.value]);
}

function recuseFrom(state: DeclarationState, person: StaffMember, grounds: ReadonlyMap<CaseId, RecusalGround>, related: DeclareRelations['related']): Result<DeclarationEvent[]> {
  const events: DeclarationEvent[] = [];
  const own = new Set(related.map(({ caseId }) => caseId));
  for (const [caseId, ground] of grounds) {
    const source = own.has(caseId) ? 'declared' : 'found';
    const recused = recuseStaff(state, { person, caseId, ground, source, by: person.id }, events.length);
    if (!recused.ok) return recused;
    events.push(...recused.value);
  }
  return ok(events);
}

export interface RecuseStaff {
  readonly person: StaffMember;
  readonly caseId: CaseId;
  readonly ground: RecusalGround;
  readonly source: RecusalSource;
  /** The id of who declared or ordered it. */
  readonly by: string;
  readonly reason?: string;
}

/**
 * Recuses a member of staff from a case. Recused already, or found again on a ground that was taken back: nothing to do.
 * Refused: `recusal.of-oneself` where somebody orders themself off instead of declaring, `recusal.too-many`.
 * @param before how many recusals this very command has made so far.
 */
export function recuseStaff(state: DeclarationState, { person, caseId, ground, source, by, reason }: RecuseStaff, before = 0): Result<DeclarationEvent[]> {
  if (source === 'ordered' && by === person.id) return refuse('recusal.of-oneself');
  if (standingRecusal(state, person.id, caseId)) return ok([]);
  if (source === 'found' && state.recusals.some((each) => each.person === person.id && each.caseId === caseId && each.ground === ground)) return ok([]);
  const number = state.recusals.length + before + 1;
  if (number > RECUSALS_MAX) return refuse('recusal.too-many');
  const data = { number, caseId, person: person.id, isHead: person.isHead, source, by };
  return ok([{ type: 'StaffRecused', data, private: { ground, name: person.name, ...(reason === undefined ? {} : { reason }) } }]);
}
