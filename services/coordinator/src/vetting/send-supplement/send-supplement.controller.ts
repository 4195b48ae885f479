import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { SendSupplementBody } from '@lianshen/contracts/api';
import { AgencyId, CaseId } from '@lianshen/contracts/kernel';
import { JsonBody, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { drawRandomBytes } from '@lianshen/platform/sealing';
import { sendSupplement } from '../domain/index.js';
import { OfficerCommands } from '../officer-commands.js';

@Controller('api/cases/:caseId/requests/:agency/supplements')
export class SendSupplementController {
  constructor(@Inject(OfficerCommands) private readonly commands: OfficerCommands) {}

  /** An officer answers what an agency has asked; its clock runs on, moved by the pause. */
  @Post()
  @HttpCode(200)
  @RightTo('sendSupplement')
  @JsonBody()
  send(@Param('caseId') id: string, @Param('agency') of: string, @Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const caseId = validated(CaseId, id);
    const agency = validated(AgencyId, of);
    const { question, text } = validated(SendSupplementBody, body);
    const nonce = drawRandomBytes(16).toString('base64url');
    return this.commands.run({ caseId, operation: 'sendSupplement', name: `supplement ${agency}`, idempotencyKey, person }, ({ policy, calendarOf, sha256 }) => (state, now) =>
      sendSupplement(state, { agency, question, text, policy, calendar: calendarOf(agency), nonce, sha256 }, now),
    );
  }
}
