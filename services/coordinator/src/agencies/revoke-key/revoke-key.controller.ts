import { Body, Controller, Headers, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { KeyId, RevokeKeyBody, type KeyRevoked } from '@lianshen/contracts/api';
import { AgencyId } from '@lianshen/contracts/kernel';
import { JsonBody, readIdempotencyKey, Refused, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { OwnPartyGuard } from '@lianshen/platform/process';
import { AgencyRegistry } from '../agency-registry.js';

@Controller('api/agencies/:agency/keys')
@UseGuards(OwnPartyGuard)
export class RevokeKeyController {
  constructor(@Inject(AgencyRegistry) private readonly registry: AgencyRegistry) {}

  /** Revokes one key at once, also where none is left then: the answer says so. */
  @Post(':kid/revoke')
  @HttpCode(200)
  @RightTo('revokeKey')
  @JsonBody()
  async revoke(
    @Param('agency') of: string,
    @Param('kid') id: string,
    @Body() body: unknown,
    @Headers('idempotency-key') key: string | undefined,
    @SignedIn() person: Person,
  ): Promise<KeyRevoked> {
    const agency = validated(AgencyId, of);
    const kid = validated(KeyId, id);
    const { reason } = validated(RevokeKeyBody, body);
    const cause = `revoke-key ${readIdempotencyKey(key)}`;
    const result = await this.registry.revoke(agency, kid, reason, { actor: { kind: 'person', id: person.sub }, cause });
    if (!result.ok) throw new Refused(result.refusal);
    return { agency, kid, ...result.value };
  }
}
