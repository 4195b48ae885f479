import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { RegisterAgencyBody, RenameAgencyBody, type CreditCodeBody } from '@lianshen/contracts/api';
import { checkSocialCreditCode, withoutBlanks } from '@lianshen/contracts/identity';
import { AgencyId } from '@lianshen/contracts/kernel';
import { JsonBody, Refused, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { AgencyCommands } from '../agency-commands.js';
import type { CreditCode } from '../domain/lifecycle-event.js';
import { registerAgency, renameAgency } from '../domain/register-agency.js';
import { ProvisionAgencies } from '../provision-agencies.js';

@Controller('api/agencies')
export class RegisterAgencyController {
  constructor(
    @Inject(AgencyCommands) private readonly commands: AgencyCommands,
    @Inject(ProvisionAgencies) private readonly consumers: ProvisionAgencies,
  ) {}

  /** Registers an agency under its official name: 201 when it is new, 200 when it was registered so already. */
  @Post()
  @RightTo('registerAgency')
  @JsonBody()
  async register(@Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person, @Res({ passthrough: true }) response: Response): Promise<object> {
    const { agency, name, code } = validated(RegisterAgencyBody, body);
    const creditCode = code && creditCodeOf(code);
    const { view, added } = await this.commands.run({ agency, name: 'register', idempotencyKey, person }, (state) => registerAgency(state, { name, code: creditCode, by: person.sub }));
    await this.consumers.provision(agency);
    response.status(added ? 201 : 200);
    return view;
  }

  /** Gives it another name, and another code if it got one. */
  @Post(':agency/names')
  @HttpCode(200)
  @RightTo('renameAgency')
  @JsonBody()
  async rename(@Param('agency') id: string, @Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const agency = validated(AgencyId, id);
    const { name, code, effectiveAt, reason } = validated(RenameAgencyBody, body);
    const command = { name, code: code && creditCodeOf(code), effectiveAt: effectiveAt === undefined ? undefined : Date.parse(effectiveAt), reason, by: person.sub };
    return (await this.commands.run({ agency, name: 'rename', idempotencyKey, person }, (state, now) => renameAgency(state, command, now))).view;
  }
}

/** A check digit that does not fit is told in the answer: such codes are in lawful use. @throws Refused for what is no code at all. */
function creditCodeOf({ code, validFrom, validUntil }: CreditCodeBody): CreditCode {
  const checked = checkSocialCreditCode(code);
  if (!checked.ok && checked.refusal.code !== 'credit-code.check-digit') throw new Refused(checked.refusal);
  return {
    code: checked.ok ? checked.value : withoutBlanks(code).toUpperCase(),
    ...(validFrom === undefined ? {} : { validFrom: Date.parse(validFrom) }),
    ...(validUntil === undefined ? {} : { validUntil: Date.parse(validUntil) }),
  };
}
