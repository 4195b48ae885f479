import { Controller, Get, Inject, Query } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { z } from 'zod';
import { PageQuery } from '@lianshen/contracts/api';
import { readCursor, validated, writeCursor } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { pageOfRows } from '@lianshen/platform/store';
import { CASE_ROW, type CaseRow, type CaseRows } from '../../views/case-row.model.js';
import { CaseDoor } from '../../recusal/case-door.js';
import { CaseStreams } from '../case-streams.js';
import type { Decision } from '../domain/index.js';
import { permitted } from '../permitted.js';
import { CaseReader } from '../read-case/case-reader.js';
import { describeDecision } from '../read-case/describe-case.js';

const Position = z.tuple([z.number(), z.string()]);

@Controller('api/decisions')
export class ListDecisionsController {
  constructor(
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(CaseReader) private readonly reader: CaseReader,
    @Inject(CaseDoor) private readonly door: CaseDoor,
  ) {}

  /** What waits for a second person, by the age of its case, a page of cases at a time. */
  @Get()
  @RightTo('listDecisions')
  async list(@Query() query: unknown, @SignedIn() person: Person): Promise<object> {
    const { limit, cursor } = validated(PageQuery, query);
    const after = readCursor(Position, cursor);
    const page = await pageOfRows(this.rows, { waitsForSecond: true }, 'openedAt', limit, after && { value: new Date(after[0]), id: after[1] });
    const last = page.at(-1);
    const items = await Promise.all(page.map((row) => this.openIn(row, person)));
    return { items: items.flat(), next: page.length === limit && last ? writeCursor([last.openedAt.getTime(), last._id]) : null };
  }

  private async openIn({ _id: caseId }: CaseRow, person: Person): Promise<object[]> {
    const state = await this.cases.peek(caseId);
    // Who is recused is not told of it; who has not declared is told that it waits, and nothing of why.
    if (!permitted(state, person, 'listDecisions').ok || !(await this.door.mayEnter(person, state, 'listDecisions')).ok) return [];
    const opens = (await this.door.mayEnter(person, state, 'confirmDecision')).ok;
    if (opens) await this.reader.record(state, person, 'listDecisions');
    const { batchId, row, status, decisions } = state;
    const shown = (decision: Decision) => describeDecision(opens ? decision : { ...decision, why: undefined });
    return decisions.filter((each) => each.status === 'open').map((each) => ({ caseId, batchId, row, status, decision: shown(each) }));
  }
}
