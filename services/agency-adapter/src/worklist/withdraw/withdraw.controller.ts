import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { SubmissionRef } from '@lianshen/contracts/api';
import { RequestId } from '@lianshen/contracts/kernel';
import { JsonBody, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { withdrawSubmission } from '../domain/index.js';
import { ItemCommands } from '../item-commands.js';
import { ForStaff, signerOf } from '../staff.js';

@Controller('api/items/:requestId/withdrawal')
export class WithdrawController {
  constructor(@Inject(ItemCommands) private readonly commands: ItemCommands) {}

  /** The clerk takes back what they have submitted; the draft is still there. */
  @Post()
  @HttpCode(200)
  @ForStaff('withdrawSubmission')
  @JsonBody()
  withdraw(@Param('requestId') id: string, @Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @Headers('if-match') seen: string | undefined, @SignedIn() person: Person): Promise<object> {
    const requestId = validated(RequestId, id);
    const { submission } = validated(SubmissionRef, body);
    const clerk = signerOf(person);
    return this.commands.run({ requestId, operation: 'withdrawSubmission', name: 'withdraw', idempotencyKey, person, seen }, () => (state) => withdrawSubmission(state, requestId, submission, clerk));
  }
}
