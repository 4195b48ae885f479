import { Controller, Get, Inject, Query } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { z } from 'zod';
import { ListAllCasesQuery, type ListedCasePage } from '@lianshen/contracts/api';
import { readCursor, validated, writeCursor } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { pageOfRows } from '@lianshen/platform/store';
import { HiddenCases } from '../recusal/hidden-cases.js';
import { permitted } from '../vetting/permitted.js';
import { CASE_ROW, type CaseRows } from './case-row.model.js';
import { listedCaseOf } from './listed-case.js';

const Position = z.tuple([z.number(), z.string()]);

@Controller('api/cases')
export class ListAllCasesController {
  constructor(
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(HiddenCases) private readonly hidden: HiddenCases,
  ) {}

  /** Cases of all batches, the newest first, a page at a time. */
  @Get()
  @RightTo('listAllCases')
  async list(@Query() query: unknown, @SignedIn() person: Person): Promise<ListedCasePage> {
    const asked = validated(ListAllCasesQuery, query);
    const after = readCursor(Position, asked.cursor);
    const page = await pageOfRows(this.rows, filterOf(asked), 'openedAt', asked.limit, after && { value: new Date(after[0]), id: after[1] }, 'down');
    const last = page.at(-1);
    const shown = await this.hidden.without(person, page.filter((row) => permitted(row, person, 'listAllCases').ok).map((row) => ({ ...row, caseId: row._id })));
    return { items: shown.map(listedCaseOf), next: page.length === asked.limit && last ? writeCursor([last.openedAt.getTime(), last._id]) : null };
  }
}

function filterOf({ status, policy, batch, late, from, to }: ListAllCasesQuery): object {
  const opened = { ...(from === undefined ? {} : { $gte: new Date(from) }), ...(to === undefined ? {} : { $lt: new Date(to) }) };
  return {
    ...(status === undefined ? {} : { status }),
    ...(policy === undefined ? {} : { policy }),
    ...(batch === undefined ? {} : { batchId: batch }),
    ...(late === undefined ? {} : { late: true, overdue: late }),
    ...(from === undefined && to === undefined ? {} : { openedAt: opened }),
  };
}
