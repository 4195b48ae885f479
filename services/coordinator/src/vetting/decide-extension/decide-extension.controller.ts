import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { DecideExtensionBody, ExtensionNumber } from '@lianshen/contracts/api';
import { AgencyId, CaseId } from '@lianshen/contracts/kernel';
import { JsonBody, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { decideExtensionWithin } from '../domain/index.js';
import { OfficerCommands } from '../officer-commands.js';

@Controller('api/cases/:caseId/requests/:agency/extensions/:number/decision')
export class DecideExtensionController {
  constructor(@Inject(OfficerCommands) private readonly commands: OfficerCommands) {}

  /** An officer grants an agency more time, or refuses. */
  @Post()
  @HttpCode(200)
  @RightTo('decideExtension')
  @JsonBody()
  decide(
    @Param() path: { readonly caseId: string; readonly agency: string; readonly number: string },
    @Body() body: unknown,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @SignedIn() person: Person,
  ): Promise<object> {
    const caseId = validated(CaseId, path.caseId);
    const agency = validated(AgencyId, path.agency);
    const number = validated(ExtensionNumber, path.number);
    const { grantedUntil } = validated(DecideExtensionBody, body);
    const until = grantedUntil === null ? null : Date.parse(grantedUntil);
    return this.commands.run({ caseId, operation: 'decideExtension', name: `extension ${agency} ${number}`, idempotencyKey, person }, (counted) => (state, now) => decideExtensionWithin(state, { agency, number, grantedUntil: until }, counted, now));
  }
}
