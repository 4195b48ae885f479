import { Inject, Injectable } from '@nestjs/common';
import type { WorkItemView } from '@lianshen/contracts/api';
import type { RequestId } from '@lianshen/contracts/kernel';
import type { ItemOperation } from '@lianshen/contracts/rights';
import { AccessLog } from '@lianshen/platform/access';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { orRefused, Refused } from '@lianshen/platform/http';
import type { Person } from '@lianshen/platform/identity';
import { Recusals } from '@lianshen/platform/recusal';
import { CONNECTOR, type Connector } from '../../connectors/connector.js';
import { LookUps } from '../../connectors/look-ups.js';
import { Delegations, type Acting } from '../../delegations/delegations.js';
import { matterOf } from '../../recusal/item-matters.js';
import { openTaskOf, type ItemState } from '../domain/index.js';
import { ItemStreams } from '../item-streams.js';
import { permitted } from '../permitted.js';
import { readRequest } from '../read-request.js';
import { scopeOf } from '../scope-of.js';
import { Drafts } from '../save-draft/drafts.js';
import { describeItem } from './describe-item.js';
import { describeLookUp, NOT_LOOKED_UP } from './describe-look-up.js';
import { entityTagOf } from './entity-tag.js';
import type { ItemNow } from './item-now.js';

const TO_ANSWER: ReadonlySet<string> = new Set(['open', 'waiting', 'rejected']);

/** These show nothing of the person. */
const WITHOUT_OPENING: ReadonlySet<ItemOperation> = new Set(['readItemAccess', 'orderRecusal'] as const);

@Injectable()
export class ItemReader {
  constructor(
    @Inject(ItemStreams) private readonly items: ItemStreams,
    @Inject(Drafts) private readonly drafts: Drafts,
    @Inject(CONNECTOR) private readonly connector: Connector,
    @Inject(LookUps) private readonly lookUps: LookUps,
    @Inject(Recusals) private readonly recusals: Recusals,
    @Inject(Delegations) private readonly delegations: Delegations,
    @Inject(AccessLog) private readonly access: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The item for somebody who opens it. Nobody does who is related to the candidate or has not said that they are not (rules 3.4).
   * @throws Refused `item.unknown` where nothing came under this id; a tombstone of a recall is nothing too. `identity.not-permitted`,
   * `recusal.recused`, `declaration.missing`.
   */
  async get(requestId: RequestId, person: Person, operation: ItemOperation): Promise<ItemNow> {
    const { folded, acts } = await this.items.history(requestId);
    const { state, seq } = folded;
    const acting = await this.mayDo(requestId, state, person, operation);
    if (!WITHOUT_OPENING.has(operation)) orRefused(await this.recusals.mayOpen(person, matterOf(state)));
    const draft = await this.drafts.find(requestId, state);
    return { requestId, state, acts, acting, request: readRequest(state.requestJws), draft, version: { seq, draft: draft?.revision ?? 0 } };
  }

  /** For staff who read it: that they do is on record before they see it. @throws Fault where it cannot be recorded. */
  async read(requestId: RequestId, person: Person): Promise<{ readonly view: WorkItemView; readonly etag: string }> {
    const item = await this.get(requestId, person, 'readItem');
    const { state, request, draft } = item;
    const fields = [...Object.keys(request?.person ?? {}).map((field) => `person.${field}`), ...(draft ? ['draft'] : []), ...(state.submission?.answer ? ['submission'] : [])];
    await this.access.record(requestId, person, { operation: 'readItem', fields, task: openTaskOf(state, item.acting) });
    return this.show(item);
  }

  /** For staff, with its entity tag: after a command, which is on record itself. */
  async describe(requestId: RequestId, person: Person, operation: ItemOperation): Promise<{ readonly view: WorkItemView; readonly etag: string }> {
    return this.show(await this.get(requestId, person, operation));
  }

  /** Who may do it, without opening it. @returns the person as they act in this item. */
  private async mayDo(requestId: RequestId, state: ItemState, person: Person, operation: ItemOperation): Promise<Acting> {
    if (state.requestHash === undefined) throw new Refused({ code: 'item.unknown', params: {} });
    const acting = await this.delegations.acting(person, scopeOf(requestId, state));
    orRefused(permitted(state, acting, operation));
    return acting;
  }

  private async show(item: ItemNow): Promise<{ readonly view: WorkItemView; readonly etag: string }> {
    return { view: describeItem(item, await this.lookUp(item), this.clock.now()), etag: entityTagOf(item.version) };
  }

  /** Nobody is looked up for an item that nobody has to answer. */
  private async lookUp({ request, state }: ItemNow): Promise<Pick<WorkItemView, 'lookUp' | 'proposal'>> {
    const needsAnswer = TO_ANSWER.has(state.status) || state.claim !== undefined;
    return request && needsAnswer ? describeLookUp(this.connector.kind, await this.lookUps.forPage(request), request) : NOT_LOOKED_UP;
  }
}
