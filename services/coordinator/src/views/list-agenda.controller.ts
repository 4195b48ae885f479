import { Controller, Get, Inject, Query } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { z } from 'zod';
import { ListAgendaQuery } from '@lianshen/contracts/api';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { readCursor, validated, writeCursor } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { pageOfRows } from '@lianshen/platform/store';
import { permitted } from '../vetting/permitted.js';
import { CASE_ROW, type CaseRow, type CaseRows } from './case-row.model.js';

const Position = z.tuple([z.number(), z.string()]);

@Controller('api/agenda')
export class ListAgendaController {
  constructor(
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What goes to which meeting, the earliest first, a page at a time; without names. */
  @Get()
  @RightTo('listAgenda')
  async list(@Query() query: unknown, @SignedIn() person: Person): Promise<object> {
    const { limit, cursor, from } = validated(ListAgendaQuery, query);
    const since = from === undefined ? this.clock.now() : Date.parse(from);
    const after = readCursor(Position, cursor);
    const page = await pageOfRows(this.rows, { onAgenda: true, meetingAt: { $gte: new Date(since) } }, 'meetingAt', limit, after && { value: new Date(after[0]), id: after[1] });
    const last = page.at(-1);
    const shown = page.filter((row) => permitted(row, person, 'listAgenda').ok);
    return { items: shown.map((row) => describeRow(row)), next: page.length === limit && last?.meetingAt ? writeCursor([last.meetingAt.getTime(), last._id]) : null };
  }
}

const describeRow = ({ _id, batchId, row, status, meeting, meetingAt, agendaConclusion, agendaLocked, validUntil }: CaseRow) => ({
  caseId: _id,
  batchId,
  row,
  status,
  meeting,
  meetingAt: meetingAt?.toISOString(),
  conclusion: agendaConclusion,
  locked: agendaLocked,
  validUntil: status === 'cleared' ? (validUntil?.toISOString() ?? null) : null,
});
