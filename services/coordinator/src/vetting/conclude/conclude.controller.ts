import { Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CaseId } from '@lianshen/contracts/kernel';
import { validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { issueConclusion } from '../domain/index.js';
import { OfficerCommands } from '../officer-commands.js';

@Controller('api/cases/:caseId/conclusion')
export class ConcludeController {
  constructor(@Inject(OfficerCommands) private readonly commands: OfficerCommands) {}

  /** An officer signs the joint conclusion of a case whose verdicts are all clear. */
  @Post()
  @HttpCode(200)
  @RightTo('issueConclusion')
  conclude(@Param('caseId') id: string, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const caseId = validated(CaseId, id);
    return this.commands.run({ caseId, operation: 'issueConclusion', name: 'conclude', idempotencyKey, person }, ({ policy }) => (state, now) => issueConclusion(state, policy, now, person.sub));
  }
}
