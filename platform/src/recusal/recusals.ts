import { Inject, Injectable } from '@nestjs/common';
import type { Counter, Registry } from 'prom-client';
import { ok, refuse, type CaseId, type Result } from '@lianshen/contracts/kernel';
import { findGround, type FoundGround, type OwnRelations } from '@lianshen/contracts/recusal';
import { CLOCK, type Clock } from '../clock/index.js';
import type { Person } from '../identity/person.js';
import { counter, METRICS } from '../telemetry/index.js';
import { hasDeclared, isRecused, NOTHING_DECLARED, type DeclarationState } from './declaration-state.js';
import { DeclarationStreams } from './declaration-streams.js';
import { recuseStaff, type StaffMember } from './declare-relations.js';
import type { Matter } from './matters.js';
import { OwnRelationsRecord } from './own-relations-record.js';
import { RecusalMarks } from './recusal-marks.js';

const HEADS: readonly string[] = ['agencyHead', 'coordinatorApprover'];

/** The person as one who may be recused. */
export const staffMemberOf = ({ sub, name, roles }: Person): StaffMember => ({ id: sub, name: (name ?? sub).slice(0, 64), isHead: roles.some((role) => HEADS.includes(role)) });

/** Whether somebody may have to do with a candidate: asked when somebody is assigned, and when somebody opens (rules 3.4). */
@Injectable()
export class Recusals {
  private readonly refused: Counter<'code'>;

  constructor(
    @Inject(DeclarationStreams) private readonly declarations: DeclarationStreams,
    @Inject(OwnRelationsRecord) private readonly own: OwnRelationsRecord,
    @Inject(RecusalMarks) private readonly marks: RecusalMarks,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(METRICS) metrics: Registry,
  ) {
    this.refused = counter(metrics, 'hub_openings_refused_total', 'that somebody was not let to a candidate, because they are recused or have not declared', ['code']);
  }

  /**
   * Whether this person may open the case. What they have declared of themselves is compared with the candidate, and what
   * is found is on record before they are refused. Asked of the ledger each time: another replica may know of a recusal.
   * Refused: `recusal.recused`, `declaration.missing`.
   */
  async mayOpen(person: Person, matter: Matter): Promise<Result<void>> {
    return this.mayOpenOn(await this.declarations.load(matter.batch), person, matter, await this.own.load(person.sub));
  }

  /** The same for many at once: each batch is asked of the ledger once. @returns each case with its own answer. */
  async mayOpenEach(person: Person, matters: readonly Matter[]): Promise<ReadonlyMap<CaseId, Result<void>>> {
    const [relations, states] = await Promise.all([this.own.load(person.sub), this.statesOf(matters)]);
    const allowed = matters.map(async (matter) => [matter.caseId, await this.mayOpenOn(states.get(matter.batch) ?? NOTHING_DECLARED, person, matter, relations)] as const);
    return new Map(await Promise.all(allowed));
  }

  private async mayOpenOn(state: DeclarationState, person: Person, matter: Matter, relations: OwnRelations): Promise<Result<void>> {
    const member = staffMemberOf(person);
    const related = await this.mustNotBeRelated(member, matter, state, relations);
    const allowed = !related.ok || hasDeclared(state, member.id, matter.caseId) ? related : refuse('declaration.missing', { batch: matter.batch });
    if (!allowed.ok) this.refused.inc({ code: allowed.refusal.code });
    return allowed;
  }

  /** The same where the candidate is not opened: a relation alone stands in the way. Refused: `recusal.recused`. */
  async mayHandle(person: Person, matter: Matter): Promise<Result<void>> {
    return this.mayBeAssigned(staffMemberOf(person), matter);
  }

  /** The same for somebody who is to be assigned: they declare when they open. Refused: `recusal.recused`. */
  async mayBeAssigned(member: StaffMember, matter: Matter): Promise<Result<void>> {
    return this.mustNotBeRelated(member, matter, await this.declarations.load(matter.batch), await this.own.load(member.id));
  }

  /** Which of these cases a list leaves out for this person, because they are recused from them. */
  async hiddenFrom(person: string, matters: readonly Matter[]): Promise<ReadonlySet<CaseId>> {
    const relations = await this.own.load(person);
    const states = await this.statesOf(matters);
    const hidden = await Promise.all(matters.map(async (matter) => isRecused(states.get(matter.batch) ?? NOTHING_DECLARED, person, matter.caseId, await this.compare(relations, matter))));
    return new Set(matters.filter((_, index) => hidden[index]).map(({ caseId }) => caseId));
  }

  /** What follows for each case from what this person has declared of themselves. */
  async found(person: string, matters: readonly Matter[]): Promise<ReadonlyMap<CaseId, FoundGround>> {
    const relations = await this.own.load(person);
    const found = await Promise.all(matters.map(async (matter) => [matter.caseId, await this.compare(relations, matter)] as const));
    return new Map(found.flatMap(([caseId, ground]) => (ground ? [[caseId, ground]] : [])));
  }

  private async compare(relations: OwnRelations, { candidate }: Matter): Promise<FoundGround | undefined> {
    if (!candidate || (relations.relatives.length === 0 && relations.units.length === 0)) return undefined;
    return findGround(relations, await this.marks.ofCandidate(candidate), this.clock.now());
  }

  private async statesOf(matters: readonly Matter[]): Promise<ReadonlyMap<string, DeclarationState>> {
    const batches = [...new Set(matters.map(({ batch }) => batch))];
    return new Map(await Promise.all(batches.map(async (batch) => [batch, await this.declarations.load(batch)] as const)));
  }

  private async mustNotBeRelated(member: StaffMember, matter: Matter, state: DeclarationState, relations: OwnRelations): Promise<Result<void>> {
    const found = await this.compare(relations, matter);
    if (!isRecused(state, member.id, matter.caseId, found)) return ok(undefined);
    if (found?.certain === true) await this.record(member, matter, found);
    return refuse('recusal.recused');
  }

  private async record(person: StaffMember, { batch, caseId }: Matter, { ground }: FoundGround): Promise<void> {
    await this.declarations.execute(batch, {
      cause: `found ${caseId}`,
      actor: { kind: 'machine', id: 'recusal' },
      decide: (state) => recuseStaff(state, { person, caseId, ground, source: 'found', by: person.id }),
    });
  }
}
