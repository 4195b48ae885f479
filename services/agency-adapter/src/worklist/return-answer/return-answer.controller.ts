import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ReturnAnswerBody } from '@lianshen/contracts/api';
import { RequestId } from '@lianshen/contracts/kernel';
import { JsonBody, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { returnAnswer } from '../domain/index.js';
import { ItemCommands } from '../item-commands.js';
import { ForStaff, signerOf } from '../staff.js';

@Controller('api/items/:requestId/return')
export class ReturnAnswerController {
  constructor(@Inject(ItemCommands) private readonly commands: ItemCommands) {}

  /** A second person sends the answer back to the clerk, with a reason. */
  @Post()
  @HttpCode(200)
  @ForStaff('returnAnswer')
  @JsonBody()
  giveBack(@Param('requestId') id: string, @Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @Headers('if-match') seen: string | undefined, @SignedIn() person: Person): Promise<object> {
    const requestId = validated(RequestId, id);
    const { submission, reason } = validated(ReturnAnswerBody, body);
    const approver = signerOf(person);
    return this.commands.run({ requestId, operation: 'returnAnswer', name: 'return', idempotencyKey, person, seen }, () => (state) => returnAnswer(state, requestId, submission, approver, reason));
  }
}
