import { Body, Controller, Get, Inject, Param, Put, UseGuards } from '@nestjs/common';
import { DeclarationId, DeclareBody, OwnRelationsBody, type DeclarationView, type OpenDeclarations, type OwnRelationsView } from '@lianshen/contracts/api';
import type { CaseId } from '@lianshen/contracts/kernel';
import { AccessLog } from '../access/index.js';
import { JsonBody, orRefused, Refused, validated } from '../http/index.js';
import { RightTo, SignedIn, type Person } from '../identity/index.js';
import { LentRolesCount, OwnPartyGuard } from '../process/own-party.guard.js';
import { hasDeclared, isRecused, standingRecusal } from './declaration-state.js';
import { DeclarationStreams } from './declaration-streams.js';
import { declareRelations } from './declare-relations.js';
import { MATTERS, type Matter, type Matters } from './matters.js';
import { OwnRelationsRecord } from './own-relations-record.js';
import { Recusals, staffMemberOf } from './recusals.js';

@Controller('api')
@UseGuards(OwnPartyGuard)
@LentRolesCount()
export class DeclarationsController {
  constructor(
    @Inject(DeclarationStreams) private readonly declarations: DeclarationStreams,
    @Inject(OwnRelationsRecord) private readonly own: OwnRelationsRecord,
    @Inject(Recusals) private readonly recusals: Recusals,
    @Inject(MATTERS) private readonly matters: Matters,
    @Inject(AccessLog) private readonly access: AccessLog,
  ) {}

  /** Batches with open work for which the caller has still to declare. */
  @Get('declarations')
  @RightTo('listOpenDeclarations')
  async listOpen(@SignedIn() { sub }: Person): Promise<OpenDeclarations> {
    this.matters.mustBeOpen();
    const open = new Map<string, Set<CaseId>>();
    for (const { batch, caseId } of await this.matters.openCases()) {
      // What another replica was told a moment ago may be missing: it is asked for once more, and nothing is lost.
      const state = await this.declarations.peek(batch);
      if (!hasDeclared(state, sub, caseId) && !standingRecusal(state, sub, caseId)) open.set(batch, (open.get(batch) ?? new Set()).add(caseId));
    }
    return { batches: [...open].map(([batch, cases]) => ({ batch, cases: cases.size })) };
  }

  /** Who stands in a batch, by name alone: one has to know for whom one declares. */
  @Get('declarations/:batch')
  @RightTo('readDeclaration')
  async read(@Param('batch') id: string, @SignedIn() person: Person): Promise<DeclarationView> {
    this.matters.mustBeOpen();
    const batch = validated(DeclarationId, id);
    return this.show(batch, await this.casesOf(batch), person);
  }

  /** Declares to whom of a batch one is related. */
  @Put('declarations/:batch')
  @RightTo('declareRelations')
  @JsonBody()
  async declare(@Param('batch') id: string, @Body() body: unknown, @SignedIn() person: Person): Promise<DeclarationView> {
    this.matters.mustBeOpen();
    const batch = validated(DeclarationId, id);
    const { cases, related, namesakes } = validated(DeclareBody, body);
    const known = await this.casesOf(batch);
    const spokenOf = known.filter(({ caseId }) => cases.includes(caseId));
    if (spokenOf.length < new Set(cases).size) throw new Refused({ code: 'declaration.case-not-listed', params: {} });
    const found = await this.recusals.found(person.sub, spokenOf);
    const command = { person: staffMemberOf(person), cases, related, namesakes, found };
    orRefused(await this.declarations.execute(batch, { cause: 'declare', actor: { kind: 'person', id: person.sub }, decide: (state) => declareRelations(state, command) }));
    return this.show(batch, known, person);
  }

  /** What the caller has declared of their relatives and units. */
  @Get('own-relations')
  @RightTo('readOwnRelations')
  readOwn(@SignedIn() { sub }: Person): Promise<OwnRelationsView> {
    this.matters.mustBeOpen();
    return this.own.view(sub);
  }

  /** Declares them, once for all batches. */
  @Put('own-relations')
  @RightTo('setOwnRelations')
  @JsonBody()
  async setOwn(@Body() body: unknown, @SignedIn() { sub }: Person): Promise<OwnRelationsView> {
    this.matters.mustBeOpen();
    orRefused(await this.own.set(sub, validated(OwnRelationsBody, body)));
    return this.own.view(sub);
  }

  private async casesOf(batch: string): Promise<readonly Matter[]> {
    const cases = await this.matters.casesOf(batch);
    if (cases.length === 0) throw new Refused({ code: 'declaration.unknown', params: {} });
    return cases;
  }

  /** Each name that is shown is on record first. */
  private async show(batch: string, matters: readonly Matter[], person: Person): Promise<DeclarationView> {
    const state = await this.declarations.load(batch);
    const found = await this.recusals.found(person.sub, matters);
    const cases = await Promise.all(matters.map(async ({ caseId, candidate }) => {
      const recused = isRecused(state, person.sub, caseId, found.get(caseId));
      const name = recused ? null : (candidate?.name ?? null);
      const declared = hasDeclared(state, person.sub, caseId);
      await this.access.record(caseId, person, { operation: 'readDeclaration', fields: name === null ? [] : ['person.name'], task: declared ? undefined : 'declare' });
      return { caseId, name, declared, recused, maybeRelated: !recused && found.get(caseId)?.certain === false && !(state.namesakes[person.sub]?.includes(caseId) ?? false) };
    }));
    return { batch, cases };
  }
}
