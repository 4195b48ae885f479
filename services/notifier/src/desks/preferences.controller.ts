import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { DeskPreferences } from '@lianshen/contracts/api';
import type { PartyId } from '@lianshen/contracts/kernel';
import { JsonBody, validated } from '@lianshen/platform/http';
import { AllowRoles } from '@lianshen/platform/identity';
import { DESK_ROLES } from './desk-of-person.js';
import { Desks } from './desks.js';
import { OwnDesk } from './own-desk.js';

@Controller('api/inbox/preferences')
export class PreferencesController {
  constructor(@Inject(Desks) private readonly desks: Desks) {}

  @Get()
  @AllowRoles(...DESK_ROLES)
  read(@OwnDesk() desk: PartyId): Promise<DeskPreferences> {
    return this.desks.preferencesOf(desk);
  }

  @Post()
  @HttpCode(200)
  @AllowRoles(...DESK_ROLES)
  @JsonBody()
  async set(@OwnDesk() desk: PartyId, @Body() body: unknown): Promise<DeskPreferences> {
    await this.desks.setPreferences(desk, validated(DeskPreferences, body));
    return this.desks.preferencesOf(desk);
  }
}
