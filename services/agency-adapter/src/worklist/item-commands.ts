import { Inject, Injectable } from '@nestjs/common';
import type { WorkItemView } from '@lianshen/contracts/api';
import type { RequestId } from '@lianshen/contracts/kernel';
import type { ItemOperation } from '@lianshen/contracts/rights';
import { readIdempotencyKey, Refused } from '@lianshen/platform/http';
import type { Person } from '@lianshen/platform/identity';
import { isOnRecord } from '@lianshen/platform/ledger';
import { Delegations } from '../delegations/delegations.js';
import { ItemStreams } from './item-streams.js';
import { whileAllowed, type DecideItem } from './permitted.js';
import { mustBeAsSeen } from './read-item/entity-tag.js';
import type { ItemNow } from './read-item/item-now.js';
import { ItemReader } from './read-item/item-reader.js';

/** A command of a member of staff, as it came over HTTP. */
export interface StaffCommand {
  readonly requestId: RequestId;
  /** What the person has to have a right to. */
  readonly operation: ItemOperation;
  /** What is done, e.g. `submit`; it stands before the key in the cause. */
  readonly name: string;
  readonly idempotencyKey: string | undefined;
  readonly person: Person;
  /** The version of the item that the page of the person showed, where it names one. */
  readonly seen?: string | undefined;
}

/** Carries out commands of staff. The same key of the same person again is answered and done no second time. */
@Injectable()
export class ItemCommands {
  constructor(
    @Inject(ItemStreams) private readonly items: ItemStreams,
    @Inject(ItemReader) private readonly reader: ItemReader,
    @Inject(Delegations) private readonly delegations: Delegations,
  ) {}

  /**
   * Nobody acts who is absent, nor who was recused while they did.
   * @param prepare makes the decision from the item as it is now; not called for what is on record already.
   * @returns the item after it. @throws Refused; `item.stale` where the page showed another version.
   */
  async run(command: StaffCommand, prepare: (item: ItemNow) => DecideItem): Promise<WorkItemView> {
    const { requestId, operation, person } = command;
    const cause = `${command.name} ${readIdempotencyKey(command.idempotencyKey)}`;
    const item = await this.reader.get(requestId, person, operation);
    if ((await this.delegations.absent()).has(person.sub)) throw new Refused({ code: 'staff.absent', params: {} });
    if (!isOnRecord(item.acts, cause, person.sub)) {
      // Without its key nothing can be written of it that names or describes anybody.
      if (!item.request) throw new Refused({ code: 'item.erased', params: {} });
      mustBeAsSeen(command.seen, item);
      const executed = await this.items.execute(requestId, {
        cause,
        actor: { kind: 'person', id: person.sub },
        decide: whileAllowed(item.acting, operation, prepare(item)),
      });
      if (!executed.ok) throw new Refused(executed.refusal);
    }
    return (await this.reader.describe(requestId, person, operation)).view;
  }
}
