import { Body, Controller, Headers, Inject, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { PartyPublicKeys } from '@lianshen/contracts/api';
import { AgencyId } from '@lianshen/contracts/kernel';
import { JsonBody, readIdempotencyKey, Refused, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { ResendRequests } from '../../vetting/send-requests/resend-requests.js';
import { AgencyRegistry } from '../agency-registry.js';
import { ProvisionAgencies } from '../provision-agencies.js';

@Controller('api/agencies')
export class RegisterKeysController {
  constructor(
    @Inject(AgencyRegistry) private readonly registry: AgencyRegistry,
    @Inject(ResendRequests) private readonly requests: ResendRequests,
    @Inject(ProvisionAgencies) private readonly consumers: ProvisionAgencies,
  ) {}

  /**
   * Registers an agency's public keys: 201 when they are new, 200 when they were registered already. Where none was left
   * that counts, its open requests are sent again: what was to be sent in between was withheld.
   */
  @Post(':agency/keys')
  @RightTo('registerKeys')
  @JsonBody()
  async register(
    @Param('agency') agency: string,
    @Body() body: unknown,
    @Headers('idempotency-key') key: string | undefined,
    @SignedIn() person: Person,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const party = validated(AgencyId, agency);
    const keys = validated(PartyPublicKeys, body);
    if (keys.partyId !== party) throw new Refused({ code: 'key.party-differs', params: { party } });
    const cause = `register-keys ${readIdempotencyKey(key)}`;
    const result = await this.registry.register(party, keys, { actor: { kind: 'person', id: person.sub }, cause });
    if (!result.ok) throw new Refused(result.refusal);
    // Whoever hears that it is registered can send at once.
    await this.consumers.provision(party);
    if (result.value.regained) await this.requests.resendAll(party);
    response.status(result.value.added ? 201 : 200);
    return { agency: party, added: result.value.added };
  }
}
