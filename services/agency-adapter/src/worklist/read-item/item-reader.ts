import { Inject, Injectable } from '@nestjs/common';
import type { WorkItemView } from '@lianshen/contracts/api';
import type { RequestId } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { Refused } from '@lianshen/platform/http';
import { RegisterConnector } from '../../connectors/register/register-connector.js';
import { ItemStreams } from '../item-streams.js';
import { readRequest } from '../read-request.js';
import { Drafts } from '../save-draft/drafts.js';
import { describeItem } from './describe-item.js';
import { describeProposal } from './describe-proposal.js';
import { entityTagOf } from './entity-tag.js';
import type { ItemNow } from './item-now.js';

@Injectable()
export class ItemReader {
  constructor(
    @Inject(ItemStreams) private readonly items: ItemStreams,
    @Inject(Drafts) private readonly drafts: Drafts,
    @Inject(RegisterConnector) private readonly register: RegisterConnector,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Refused `item.unknown` where nothing came under this id; a tombstone of a recall is nothing too. */
  async get(requestId: RequestId): Promise<ItemNow> {
    const { folded, acts } = await this.items.history(requestId);
    const { state, seq } = folded;
    if (state.requestHash === undefined) throw new Refused({ code: 'item.unknown', params: {} });
    const draft = await this.drafts.find(requestId, state);
    return { requestId, state, acts, request: readRequest(state.requestJws), draft, version: { seq, draft: draft?.revision ?? 0 } };
  }

  /** For staff, with its entity tag. */
  async describe(requestId: RequestId): Promise<{ readonly view: WorkItemView; readonly etag: string }> {
    const item = await this.get(requestId);
    const proposal = item.request && describeProposal(this.register.find(item.request.person.identityNumber), item.request);
    return { view: describeItem(item, proposal ?? null, this.clock.now()), etag: entityTagOf(item.version) };
  }
}
