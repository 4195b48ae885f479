import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { AgencyKeys } from '@lianshen/contracts/api';
import { AgencyId } from '@lianshen/contracts/kernel';
import { validated } from '@lianshen/platform/http';
import { RightTo } from '@lianshen/platform/identity';
import { AgencyRegistry } from '../agency-registry.js';

@Controller('api/agencies')
export class ListKeysController {
  constructor(@Inject(AgencyRegistry) private readonly registry: AgencyRegistry) {}

  /** Every key that was registered for the agency, with its state. */
  @Get(':agency/keys')
  @RightTo('listAgencyKeys')
  list(@Param('agency') agency: string): Promise<AgencyKeys> {
    return this.registry.keysOf(validated(AgencyId, agency));
  }
}
