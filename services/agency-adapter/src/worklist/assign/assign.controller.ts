import { Body, Controller, Headers, Inject, Param, Put } from '@nestjs/common';
import { StaffRef } from '@lianshen/contracts/api';
import { RequestId } from '@lianshen/contracts/kernel';
import { JsonBody, Refused, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { Recusals } from '@lianshen/platform/recusal';
import { Delegations } from '../../delegations/delegations.js';
import { matterOf } from '../../recusal/item-matters.js';
import { assignItem } from '../domain/index.js';
import { ItemCommands } from '../item-commands.js';
import { ItemReader } from '../read-item/item-reader.js';
import { ForStaff } from '../staff.js';

@Controller('api/items/:requestId/assignee')
export class AssignController {
  constructor(
    @Inject(ItemCommands) private readonly commands: ItemCommands,
    @Inject(ItemReader) private readonly reader: ItemReader,
    @Inject(Recusals) private readonly recusals: Recusals,
    @Inject(Delegations) private readonly delegations: Delegations,
  ) {}

  /** The head gives an item to a clerk who is neither recused nor absent: also as a substitute. */
  @Put()
  @ForStaff('assignItem')
  @JsonBody()
  async assign(@Param('requestId') id: string, @Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const requestId = validated(RequestId, id);
    const to = validated(StaffRef, body);
    const { state } = await this.reader.get(requestId, person, 'assignItem');
    if ((await this.delegations.absent()).has(to.id)) throw new Refused({ code: 'assignee.absent', params: {} });
    const related = await this.recusals.mayBeAssigned({ ...to, isHead: false }, matterOf(state));
    if (!related.ok) throw new Refused({ code: 'assignee.recused', params: {} });
    return this.commands.run({ requestId, operation: 'assignItem', name: 'assign', idempotencyKey, person }, () => (fresh) => assignItem(fresh, requestId, to, person.sub));
  }
}
