import { Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CaseId } from '@lianshen/contracts/kernel';
import { validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { reVet } from '../domain/index.js';
import { OfficerCommands } from '../officer-commands.js';

@Controller('api/cases/:caseId/re-vetting')
export class ReVetController {
  constructor(@Inject(OfficerCommands) private readonly commands: OfficerCommands) {}

  /** An officer asks those again whose answers have expired, and nobody else. */
  @Post()
  @HttpCode(200)
  @RightTo('reVet')
  ask(@Param('caseId') id: string, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const caseId = validated(CaseId, id);
    return this.commands.run({ caseId, operation: 'reVet', name: 're-vet', idempotencyKey, person }, (asking) => (state, now) => reVet(state, asking, now));
  }
}
