import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { ListAgenciesQuery } from '@lianshen/contracts/api';
import { AgencyId } from '@lianshen/contracts/kernel';
import { readCursor, validated, writeCursor } from '@lianshen/platform/http';
import { RightTo } from '@lianshen/platform/identity';
import { AgencyReader } from './agency-reader.js';

const Position = z.tuple([AgencyId]);

@Controller('api/agencies')
export class ReadAgenciesController {
  constructor(@Inject(AgencyReader) private readonly reader: AgencyReader) {}

  /** The agencies that something is recorded of. There are dozens of them: they are kept in memory. */
  @Get()
  @RightTo('listAgencies')
  list(@Query() query: unknown): object {
    const { limit, cursor } = validated(ListAgenciesQuery, query);
    const [after] = readCursor(Position, cursor) ?? [];
    const items = this.reader.list(after, limit + 1) as { readonly agency: AgencyId }[];
    const page = items.slice(0, limit);
    return { items: page, next: items.length > limit ? writeCursor([page.at(-1)?.agency]) : null };
  }

  /** One agency, from its ledger: every name and code that it bore, and what became of it. */
  @Get(':agency')
  @RightTo('readAgency')
  read(@Param('agency') agency: string): Promise<object> {
    return this.reader.read(validated(AgencyId, agency));
  }
}
