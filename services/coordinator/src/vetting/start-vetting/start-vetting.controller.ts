import { Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CaseId } from '@lianshen/contracts/kernel';
import { validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { startVetting } from '../domain/index.js';
import { OfficerCommands } from '../officer-commands.js';

@Controller('api/cases/:caseId/start')
export class StartVettingController {
  constructor(@Inject(OfficerCommands) private readonly commands: OfficerCommands) {}

  /** An officer sends out the requests of a case that waits in screening. */
  @Post()
  @HttpCode(200)
  @RightTo('startVetting')
  start(@Param('caseId') id: string, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const caseId = validated(CaseId, id);
    return this.commands.run({ caseId, operation: 'startVetting', name: 'start', idempotencyKey, person }, (asking) => (state, now) => startVetting(state, asking, now));
  }
}
