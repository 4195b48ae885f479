import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ConsiderAdviceBody } from '@lianshen/contracts/api';
import { CaseId } from '@lianshen/contracts/kernel';
import { JsonBody, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { considerAdvice } from '../domain/index.js';
import { OfficerCommands } from '../officer-commands.js';

@Controller('api/cases/:caseId/consideration')
export class ConsiderAdviceController {
  constructor(@Inject(OfficerCommands) private readonly commands: OfficerCommands) {}

  /** An officer considers in writing what agencies have advised; the case does not clear without it. */
  @Post()
  @HttpCode(200)
  @RightTo('considerAdvice')
  @JsonBody()
  consider(@Param('caseId') id: string, @Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const caseId = validated(CaseId, id);
    const { text } = validated(ConsiderAdviceBody, body);
    return this.commands.run({ caseId, operation: 'considerAdvice', name: 'consider', idempotencyKey, person }, ({ policy }) => (state, now) => considerAdvice(state, { text, by: person.sub, policy }, now));
  }
}
