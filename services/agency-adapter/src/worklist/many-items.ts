import { Inject, Injectable } from '@nestjs/common';
import { ok, refuse, type RequestId, type Result } from '@lianshen/contracts/kernel';
import type { Request } from '@lianshen/contracts/messages';
import type { ItemOperation } from '@lianshen/contracts/rights';
import { Refused } from '@lianshen/platform/http';
import type { Person } from '@lianshen/platform/identity';
import type { History } from '@lianshen/platform/ledger';
import { Recusals } from '@lianshen/platform/recusal';
import { Delegations, type Acting } from '../delegations/delegations.js';
import { matterOf } from '../recusal/item-matters.js';
import type { ItemEvent, ItemState } from './domain/index.js';
import { ItemStreams } from './item-streams.js';
import { permitted } from './permitted.js';
import { readRequest } from './read-request.js';
import { scopeOf } from './scope-of.js';

/** An item of many as it is now, for somebody who may open it. */
export interface OpenItem {
  readonly requestId: RequestId;
  readonly state: ItemState;
  /** How far its record has come. */
  readonly seq: number;
  readonly acts: History<ItemState, ItemEvent>['acts'];
  readonly acting: Acting;
  /** Undefined once the key of the item is destroyed. */
  readonly request: Request | undefined;
}

/** Those that the person may open. */
export const openItems = (opened: ReadonlyMap<RequestId, Result<OpenItem>>): OpenItem[] => [...opened.values()].flatMap((item) => (item.ok ? [item.value] : []));

/** Opens many items at once for one person, by the rules for one. */
@Injectable()
export class ManyItems {
  constructor(
    @Inject(ItemStreams) private readonly items: ItemStreams,
    @Inject(Recusals) private readonly recusals: Recusals,
    @Inject(Delegations) private readonly delegations: Delegations,
  ) {}

  /** @throws Refused `staff.absent`: nobody acts who is on record as absent. @returns who is. */
  async mustBePresent({ sub }: Person): Promise<ReadonlySet<string>> {
    const absent = await this.delegations.absent();
    if (absent.has(sub)) throw new Refused({ code: 'staff.absent', params: {} });
    return absent;
  }

  /**
   * @param operations all of which the person has to have a right to. @returns each item in the order of its id, or why this person does not open it:
   * `item.unknown`, `identity.not-permitted`, `recusal.recused`, `declaration.missing`.
   */
  async open(requestIds: readonly RequestId[], person: Person, operations: readonly ItemOperation[]): Promise<ReadonlyMap<RequestId, Result<OpenItem>>> {
    const acting = await this.delegations.actingFor(person);
    const found = await Promise.all(requestIds.map((requestId) => this.find(requestId, acting, operations)));
    const mayOpen = await this.recusals.mayOpenEach(person, found.flatMap((each) => (each.ok ? [matterOf(each.value.state)] : [])));
    return new Map(
      requestIds.map((requestId, index) => {
        const item = found[index] as Result<OpenItem>;
        const allowed = item.ok ? mayOpen.get(item.value.state.caseId) : undefined;
        return [requestId, allowed?.ok === false ? allowed : item];
      }),
    );
  }

  private async find(requestId: RequestId, actingIn: Awaited<ReturnType<Delegations['actingFor']>>, operations: readonly ItemOperation[]): Promise<Result<OpenItem>> {
    const { folded: { state, seq }, acts } = await this.items.history(requestId);
    if (state.requestHash === undefined) return refuse('item.unknown');
    const acting = actingIn(scopeOf(requestId, state));
    const refused = operations.map((operation) => permitted(state, acting, operation)).find(({ ok: isAllowed }) => !isAllowed);
    return refused?.ok === false ? refused : ok({ requestId, state, seq, acts, acting, request: readRequest(state.requestJws) });
  }
}
