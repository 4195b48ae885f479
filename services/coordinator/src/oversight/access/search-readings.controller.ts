import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { z } from 'zod';
import { SearchReadingsBody, type ReadingPage } from '@lianshen/contracts/api';
import { toIso } from '@lianshen/contracts/kernel';
import { JsonBody, readCursor, validated, writeCursor } from '@lianshen/platform/http';
import { RightTo } from '@lianshen/platform/identity';
import { pageOfRows } from '@lianshen/platform/store';
import { READING_ROW, type ReadingRow, type ReadingRows } from './reading-row.model.js';

const Position = z.tuple([z.number(), z.string()]);

@Controller('api/readings')
export class SearchReadingsController {
  constructor(@InjectModel(READING_ROW) private readonly rows: ReadingRows) {}

  /** Who read personal data of which case, the newest first. */
  @Post('search')
  @HttpCode(200)
  @RightTo('searchReadings')
  @JsonBody()
  async search(@Body() body: unknown): Promise<ReadingPage> {
    const asked = validated(SearchReadingsBody, body);
    const after = readCursor(Position, asked.cursor);
    const page = await pageOfRows(this.rows, filterOf(asked), 'at', asked.limit, after && { value: new Date(after[0]), id: after[1] }, 'down');
    const last = page.at(-1);
    return { items: page.map(lineOf), next: page.length === asked.limit && last ? writeCursor([last.at.getTime(), last._id]) : null };
  }
}

function filterOf({ by, caseId, withoutTask, from, to }: SearchReadingsBody): object {
  // The mark that every reading has its row has no time, and is none.
  const between = { $gte: new Date(from ?? 0), ...(to === undefined ? {} : { $lt: new Date(to) }) };
  return {
    ...(by === undefined ? {} : { by }),
    ...(caseId === undefined ? {} : { caseId }),
    ...(withoutTask ? { task: null } : {}),
    at: between,
  };
}

const lineOf = ({ caseId, at, by, roles, operation, fields, task }: ReadingRow): ReadingPage['items'][number] => ({ caseId, at: toIso(at.getTime()), by, roles, operation, fields, task });
