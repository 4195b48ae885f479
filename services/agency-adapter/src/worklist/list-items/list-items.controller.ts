import { Controller, Get, Inject, Query } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { z } from 'zod';
import { ListItemsQuery, type WorkItemPage } from '@lianshen/contracts/api';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { readCursor, validated, writeCursor } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { pageOfRows } from '@lianshen/platform/store';
import { Delegations } from '../../delegations/delegations.js';
import { WORK_ITEM, type WorkItems } from '../../views/work-item.model.js';
import { ForStaff } from '../staff.js';
import { dueBoundsAt } from './due-spans.js';
import { filterOf } from './filter-of.js';
import { ItemLines } from './item-lines.js';

const Position = z.tuple([z.number(), z.string()]);

@Controller('api/items')
export class ListItemsController {
  constructor(
    @InjectModel(WORK_ITEM) private readonly rows: WorkItems,
    @Inject(ItemLines) private readonly lines: ItemLines,
    @Inject(Delegations) private readonly delegations: Delegations,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The worklist, the most urgent first, a page at a time. */
  @Get()
  @ForStaff('listItems')
  async list(@Query() query: unknown, @SignedIn() person: Person): Promise<WorkItemPage> {
    const asked = validated(ListItemsQuery, query);
    const after = readCursor(Position, asked.cursor);
    const filter = filterOf(asked, { sub: person.sub, signs: await this.delegations.maySign(person) }, dueBoundsAt(this.clock.now()));
    const page = await pageOfRows(this.rows, filter, 'dueAt', asked.limit, after && { value: new Date(after[0]), id: after[1] });
    const last = page.at(-1);
    const next = page.length === asked.limit && last?.dueAt ? writeCursor([last.dueAt.getTime(), last._id]) : null;
    return { items: await this.lines.describe(page, person, 'listItems'), next };
  }
}
