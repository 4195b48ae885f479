import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ReasonBody } from '@lianshen/contracts/api';
import { CaseId } from '@lianshen/contracts/kernel';
import { JsonBody, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { ENVIRONMENT, recallBeatMsOf, type CoordinatorEnvironment } from '../../environment.js';
import { withdrawCase } from '../domain/index.js';
import { OfficerCommands } from '../officer-commands.js';

@Controller('api/cases/:caseId/withdrawal')
export class WithdrawCaseController {
  constructor(
    @Inject(OfficerCommands) private readonly commands: OfficerCommands,
    @Inject(ENVIRONMENT) private readonly environment: CoordinatorEnvironment,
  ) {}

  /** An officer records that the nominating side takes its candidate back. It is not negative, and what was answered is sealed. */
  @Post()
  @HttpCode(200)
  @RightTo('withdrawCase')
  @JsonBody()
  withdraw(@Param('caseId') id: string, @Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const caseId = validated(CaseId, id);
    const { reason } = validated(ReasonBody, body);
    return this.commands.run({ caseId, operation: 'withdrawCase', name: 'withdraw', idempotencyKey, person }, () => (state, now) =>
      withdrawCase(state, { reason, recallBeatMs: recallBeatMsOf(this.environment) }, now),
    );
  }
}
