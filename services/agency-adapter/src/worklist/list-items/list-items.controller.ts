import { Controller, Get, Inject, Query } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { z } from 'zod';
import { ListItemsQuery, type WorkItemPage } from '@lianshen/contracts/api';
import { partsOfRequestId } from '@lianshen/contracts/kernel';
import { mayDoWithItem } from '@lianshen/contracts/rights';
import { AccessLog } from '@lianshen/platform/access';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { readCursor, validated, writeCursor } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { Recusals } from '@lianshen/platform/recusal';
import { pageOfRows } from '@lianshen/platform/store';
import { WORK_ITEM, type WorkItem, type WorkItems } from '../../views/work-item.model.js';
import { Delegations } from '../../delegations/delegations.js';
import { matterOf } from '../../recusal/item-matters.js';
import { awaitsSubstitute, openTaskOf, type ItemState } from '../domain/index.js';
import { ItemStreams } from '../item-streams.js';
import { isOverdue } from '../read-item/describe-item.js';
import { readRequest } from '../read-request.js';
import { scopeOf } from '../scope-of.js';
import { ForStaff } from '../staff.js';

const Position = z.tuple([z.number(), z.string()]);

interface Line {
  readonly row: WorkItem;
  readonly state: ItemState;
  /** Of the person, for this item. */
  readonly roles: readonly string[];
}

@Controller('api/items')
export class ListItemsController {
  constructor(
    @InjectModel(WORK_ITEM) private readonly rows: WorkItems,
    @Inject(ItemStreams) private readonly items: ItemStreams,
    @Inject(Recusals) private readonly recusals: Recusals,
    @Inject(Delegations) private readonly delegations: Delegations,
    @Inject(AccessLog) private readonly access: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The worklist, the most urgent first, a page at a time. */
  @Get()
  @ForStaff('listItems')
  async list(@Query() query: unknown, @SignedIn() person: Person): Promise<WorkItemPage> {
    const asked = validated(ListItemsQuery, query);
    const now = this.clock.now();
    const after = readCursor(Position, asked.cursor);
    const page = await pageOfRows(this.rows, filterOf(asked, person, now), 'dueAt', asked.limit, after && { value: new Date(after[0]), id: after[1] });
    const last = page.at(-1);
    const next = page.length === asked.limit && last?.dueAt ? writeCursor([last.dueAt.getTime(), last._id]) : null;
    const shown = await this.shownTo(person, page);
    return { items: await Promise.all(shown.map((line) => this.describe(line, person, now))), next };
  }

  /** Without what is nobody's work any more, and without those from whom the person is recused: they are not told of them (rules 3.4). */
  private async shownTo(person: Person, page: readonly WorkItem[]): Promise<readonly Line[]> {
    const acting = await this.delegations.actingFor(person);
    const lines = await Promise.all(page.map(async (row) => ({ row, state: (await this.items.peek(row._id)).state })));
    const permitted = lines.flatMap(({ row, state }) => {
      const { roles } = acting(scopeOf(row._id, state));
      return mayDoWithItem(roles, 'listItems', row.status) ? [{ row, state, roles }] : [];
    });
    const hidden = await this.recusals.hiddenFrom(person.sub, permitted.map(({ state }) => matterOf(state)));
    return permitted.filter(({ state }) => !hidden.has(state.caseId));
  }

  /** The name is decrypted for this page alone; no row of a view holds it, and who sees it is on record first. */
  private async describe({ row, state, roles }: Line, person: Person, now: number): Promise<WorkItemPage['items'][number]> {
    const { _id, status, dueAt, receivedAt, claimedBy } = row;
    const name = readRequest(state.requestJws)?.person.name ?? null;
    await this.access.record(_id, person, { operation: 'listItems', fields: name === null ? [] : ['person.name'], task: openTaskOf(state, { sub: person.sub, roles }) });
    return {
      requestId: _id,
      caseId: partsOfRequestId(_id).caseId,
      status,
      name,
      receivedAt: receivedAt?.toISOString() ?? null,
      dueAt: dueAt?.toISOString() ?? null,
      overdue: isOverdue(state.status, dueAt?.getTime(), now),
      awaitsSubstitute: awaitsSubstitute(state),
      claimedBy: claimedBy ?? null,
    };
  }
}

/** One equality at the front, by status or by claim, so that an index gives the page in its order. */
function filterOf({ status, mine = false, overdue = false, awaitsSubstitute: waits = false, dueBefore }: z.infer<typeof ListItemsQuery>, person: Person, now: number): object {
  const before = [...(overdue ? [now] : []), ...(dueBefore === undefined ? [] : [Date.parse(dueBefore)])];
  return {
    // Tombstones of recalls have no due time and are no work.
    dueAt: { $gt: new Date(0), ...(before.length > 0 ? { $lt: new Date(Math.min(...before)) } : {}) },
    ...(mine ? { claimedBy: person.sub } : {}),
    ...(waits ? { awaitsSubstitute: true } : {}),
    ...(status === undefined && (mine || waits) ? {} : { status: status ?? 'open' }),
  };
}
