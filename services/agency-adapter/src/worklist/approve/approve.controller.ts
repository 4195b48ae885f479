import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { SubmissionRef } from '@lianshen/contracts/api';
import { RequestId } from '@lianshen/contracts/kernel';
import { JsonBody, Refused, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { OWN_KEYS } from '@lianshen/platform/process';
import { signEnvelope, type OwnKeys } from '@lianshen/platform/sealing';
import { onBehalfOf } from '../../delegations/delegations.js';
import { approveAnswer } from '../domain/index.js';
import { ItemCommands } from '../item-commands.js';
import { ForStaff, signerOf } from '../staff.js';

@Controller('api/items/:requestId/approval')
export class ApproveController {
  constructor(
    @Inject(ItemCommands) private readonly commands: ItemCommands,
    @Inject(OWN_KEYS) private readonly own: OwnKeys,
  ) {}

  /** A second person signs the answer that waits, by their own right or in another's place; with the last signature that is asked for, the verdict goes out. */
  @Post()
  @HttpCode(200)
  @ForStaff('approveAnswer')
  @JsonBody()
  approve(@Param('requestId') id: string, @Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @Headers('if-match') seen: string | undefined, @SignedIn() person: Person): Promise<object> {
    const requestId = validated(RequestId, id);
    const { submission } = validated(SubmissionRef, body);
    const signer = signerOf(person);
    return this.commands.run({ requestId, operation: 'approveAnswer', name: 'approve', idempotencyKey, person, seen }, ({ request, acting }) => {
      if (!request) throw new Refused({ code: 'item.erased', params: {} });
      const inPlaceOf = onBehalfOf(acting, person.roles);
      const approver = { ...signer, ...(inPlaceOf ? { onBehalfOf: inPlaceOf } : {}) };
      return (state, now) => approveAnswer(state, { request, submission, approver, sign: (envelope) => signEnvelope(this.own, envelope) }, now);
    });
  }
}
