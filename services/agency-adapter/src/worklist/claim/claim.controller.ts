import { Controller, Delete, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { RequestId } from '@lianshen/contracts/kernel';
import { validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { Delegations } from '../../delegations/delegations.js';
import { claimItem, releaseItem } from '../domain/index.js';
import { ItemCommands } from '../item-commands.js';
import { ForStaff, signerOf } from '../staff.js';

@Controller('api/items/:requestId/claim')
export class ClaimController {
  constructor(
    @Inject(ItemCommands) private readonly commands: ItemCommands,
    @Inject(Delegations) private readonly delegations: Delegations,
  ) {}

  /** A clerk takes an item to work on it, also from somebody who is absent. */
  @Post()
  @HttpCode(200)
  @ForStaff('claimItem')
  async claim(@Param('requestId') id: string, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const requestId = validated(RequestId, id);
    const clerk = signerOf(person);
    const absent = await this.delegations.absent();
    return this.commands.run({ requestId, operation: 'claimItem', name: 'claim', idempotencyKey, person }, () => (state) => claimItem(state, requestId, clerk, absent));
  }

  /** Its owner gives it back, or the head of the agency takes it from them. */
  @Delete()
  @ForStaff('releaseItem')
  release(@Param('requestId') id: string, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const requestId = validated(RequestId, id);
    const signer = signerOf(person);
    return this.commands.run({ requestId, operation: 'releaseItem', name: 'release', idempotencyKey, person }, ({ acting }) => (state) => releaseItem(state, requestId, signer, acting.roles.includes('agencyHead')));
  }
}
