import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { PutOnAgendaBody } from '@lianshen/contracts/api';
import { CaseId } from '@lianshen/contracts/kernel';
import { JsonBody, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { putOnAgenda } from '../domain/index.js';
import { OfficerCommands } from '../officer-commands.js';

@Controller('api/cases/:caseId/agenda')
export class PutOnAgendaController {
  constructor(@Inject(OfficerCommands) private readonly commands: OfficerCommands) {}

  /** An officer puts a candidate on the agenda of a meeting, or moves them to another. */
  @Post()
  @HttpCode(200)
  @RightTo('putOnAgenda')
  @JsonBody()
  put(@Param('caseId') id: string, @Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const caseId = validated(CaseId, id);
    const { meeting, meetingAt } = validated(PutOnAgendaBody, body);
    const command = { meeting, meetingAt: Date.parse(meetingAt) };
    return this.commands.run({ caseId, operation: 'putOnAgenda', name: 'put-on-agenda', idempotencyKey, person }, () => (state, now) => putOnAgenda(state, command, now));
  }
}
