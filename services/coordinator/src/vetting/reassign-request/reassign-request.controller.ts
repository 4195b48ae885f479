import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ReassignBody } from '@lianshen/contracts/api';
import { AgencyId, CaseId } from '@lianshen/contracts/kernel';
import { JsonBody, Refused, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { AgencyRegistry } from '../../agencies/agency-registry.js';
import { reassignRequest } from '../domain/index.js';
import { OfficerCommands } from '../officer-commands.js';

@Controller('api/cases/:caseId/requests/:agency/reassignment')
export class ReassignRequestController {
  constructor(
    @Inject(OfficerCommands) private readonly commands: OfficerCommands,
    @Inject(AgencyRegistry) private readonly agencies: AgencyRegistry,
  ) {}

  /** An officer gives the share of an agency, as a rule of one that declines, to another. */
  @Post()
  @HttpCode(200)
  @RightTo('reassignRequest')
  @JsonBody()
  reassign(@Param('caseId') id: string, @Param('agency') of: string, @Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const caseId = validated(CaseId, id);
    const agency = validated(AgencyId, of);
    const { to: named, reason } = validated(ReassignBody, body);
    const to = this.agencies.recipientOf(named);
    if (this.agencies.withoutKeys([to]).length > 0) throw new Refused({ code: 'reassignment.without-keys', params: { agency: to } });
    if (this.agencies.isSuspended(to)) throw new Refused({ code: 'reassignment.suspended', params: { agency: to } });
    return this.commands.run({ caseId, operation: 'reassignRequest', name: `reassign ${agency}`, idempotencyKey, person, mayAsk: to }, (asking) => (state, now) =>
      reassignRequest(state, { agency, to, reason, asking }, now),
    );
  }
}
