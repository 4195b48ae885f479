import { Inject, Injectable } from '@nestjs/common';
import type { WorkItemView } from '@lianshen/contracts/api';
import type { RequestId } from '@lianshen/contracts/kernel';
import type { ItemOperation } from '@lianshen/contracts/rights';
import { AccessLog } from '@lianshen/platform/access';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { Refused } from '@lianshen/platform/http';
import type { Person } from '@lianshen/platform/identity';
import { CONNECTOR, type Connector } from '../../connectors/connector.js';
import { LookUps } from '../../connectors/look-ups.js';
import { openTaskOf } from '../domain/index.js';
import { ItemStreams } from '../item-streams.js';
import { permitted } from '../permitted.js';
import { readRequest } from '../read-request.js';
import { Drafts } from '../save-draft/drafts.js';
import { describeItem } from './describe-item.js';
import { describeLookUp, NOT_LOOKED_UP } from './describe-look-up.js';
import { entityTagOf } from './entity-tag.js';
import type { ItemNow } from './item-now.js';

const TO_ANSWER: ReadonlySet<string> = new Set(['open', 'waiting', 'rejected']);

@Injectable()
export class ItemReader {
  constructor(
    @Inject(ItemStreams) private readonly items: ItemStreams,
    @Inject(Drafts) private readonly drafts: Drafts,
    @Inject(CONNECTOR) private readonly connector: Connector,
    @Inject(LookUps) private readonly lookUps: LookUps,
    @Inject(AccessLog) private readonly access: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Refused `item.unknown` where nothing came under this id; a tombstone of a recall is nothing too. `identity.not-permitted`. */
  async get(requestId: RequestId, person: Person, operation: ItemOperation): Promise<ItemNow> {
    const { folded, acts } = await this.items.history(requestId);
    const { state, seq } = folded;
    if (state.requestHash === undefined) throw new Refused({ code: 'item.unknown', params: {} });
    const allowed = permitted(state, person, operation);
    if (!allowed.ok) throw new Refused(allowed.refusal);
    const draft = await this.drafts.find(requestId, state);
    return { requestId, state, acts, request: readRequest(state.requestJws), draft, version: { seq, draft: draft?.revision ?? 0 } };
  }

  /** For staff who read it: that they do is on record before they see it. @throws Fault where it cannot be recorded. */
  async read(requestId: RequestId, person: Person): Promise<{ readonly view: WorkItemView; readonly etag: string }> {
    const item = await this.get(requestId, person, 'readItem');
    const { state, request, draft } = item;
    const fields = [...Object.keys(request?.person ?? {}).map((field) => `person.${field}`), ...(draft ? ['draft'] : []), ...(state.submission?.answer ? ['submission'] : [])];
    await this.access.record(requestId, person, { operation: 'readItem', fields, task: openTaskOf(state, person) });
    return this.show(item);
  }

  /** For staff, with its entity tag: after a command, which is on record itself. */
  async describe(requestId: RequestId, person: Person, operation: ItemOperation): Promise<{ readonly view: WorkItemView; readonly etag: string }> {
    return this.show(await this.get(requestId, person, operation));
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
