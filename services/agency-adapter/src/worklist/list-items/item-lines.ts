import { Inject, Injectable } from '@nestjs/common';
import type { WorkItemPage } from '@lianshen/contracts/api';
import { partsOfRequestId } from '@lianshen/contracts/kernel';
import { mayDoWithItem } from '@lianshen/contracts/rights';
import { AccessLog } from '@lianshen/platform/access';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import type { Person } from '@lianshen/platform/identity';
import { Recusals } from '@lianshen/platform/recusal';
import { isFlagged, type WorkItem } from '../../views/work-item.model.js';
import { Delegations } from '../../delegations/delegations.js';
import { matterOf } from '../../recusal/item-matters.js';
import { awaitsSubstitute, openTaskOf, type ItemState } from '../domain/index.js';
import { ItemStreams } from '../item-streams.js';
import { isOverdue } from '../read-item/describe-item.js';
import { readRequest } from '../read-request.js';
import { scopeOf } from '../scope-of.js';

type Operation = 'listItems' | 'searchItems';

interface Line {
  readonly row: WorkItem;
  readonly state: ItemState;
  /** Of the person, for this item. */
  readonly roles: readonly string[];
}

/** Rows of the worklist as lines for one person. */
@Injectable()
export class ItemLines {
  constructor(
    @Inject(ItemStreams) private readonly items: ItemStreams,
    @Inject(Recusals) private readonly recusals: Recusals,
    @Inject(Delegations) private readonly delegations: Delegations,
    @Inject(AccessLog) private readonly access: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns those that the person may be shown, in the order of the rows. @throws Fault where it cannot be recorded that they are read. */
  async describe(rows: readonly WorkItem[], person: Person, operation: Operation): Promise<WorkItemPage['items']> {
    const shown = await this.shownTo(person, rows, operation);
    return Promise.all(shown.map((line) => this.line(line, person, operation)));
  }

  /** Without what is nobody's work any more, and without those from whom the person is recused: they are not told of them (rules 3.4). */
  private async shownTo(person: Person, rows: readonly WorkItem[], operation: Operation): Promise<readonly Line[]> {
    const acting = await this.delegations.actingFor(person);
    const lines = await Promise.all(rows.map(async (row) => ({ row, state: (await this.items.peek(row._id)).state })));
    const permitted = lines.flatMap(({ row, state }) => {
      const { roles } = acting(scopeOf(row._id, state));
      return mayDoWithItem(roles, operation, row.status) ? [{ row, state, roles }] : [];
    });
    const hidden = await this.recusals.hiddenFrom(person.sub, permitted.map(({ state }) => matterOf(state)));
    return permitted.filter(({ state }) => !hidden.has(state.caseId));
  }

  /** What is personal is decrypted for this page alone; no row of a view holds it, and who sees it is on record first. */
  private async line({ row, state, roles }: Line, person: Person, operation: Operation): Promise<WorkItemPage['items'][number]> {
    const { _id, status, dueAt, receivedAt, claimedBy, batch, seq } = row;
    const { name = null, proposedPost = null } = readRequest(state.requestJws)?.person ?? {};
    const fields = [...(name === null ? [] : ['person.name']), ...(proposedPost === null ? [] : ['person.proposedPost'])];
    await this.access.record(_id, person, { operation, fields, task: openTaskOf(state, { sub: person.sub, roles }) });
    return {
      requestId: _id,
      caseId: partsOfRequestId(_id).caseId,
      status,
      name,
      proposedPost,
      batch: batch ?? null,
      receivedAt: receivedAt?.toISOString() ?? null,
      dueAt: dueAt?.toISOString() ?? null,
      overdue: isOverdue(state.status, dueAt?.getTime(), this.clock.now()),
      awaitsSubstitute: awaitsSubstitute(state),
      claimedBy: claimedBy ?? null,
      claimedByName: claimedBy !== undefined && state.claim?.by === claimedBy ? state.claim.name : null,
      flagged: isFlagged(state),
      version: seq,
    };
  }
}
