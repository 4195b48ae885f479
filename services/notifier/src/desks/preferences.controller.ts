import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { DeskPreferences } from '@lianshen/contracts/api';
import type { PartyId } from '@lianshen/contracts/kernel';
import { JsonBody, validated } from '@lianshen/platform/http';
import { RightTo } from '@lianshen/platform/identity';
import { Desks } from './desks.js';
import { OwnDesk } from './own-desk.js';

@Controller('api/inbox/preferences')
export class PreferencesController {
  constructor(@Inject(Desks) private readonly desks: Desks) {}

  @Get()
  @RightTo('readPreferences')
  read(@OwnDesk() desk: PartyId): Promise<DeskPreferences> {
    return this.desks.preferencesOf(desk);
  }

  @Post()
  @HttpCode(200)
  @RightTo('setPreferences')
  @JsonBody()
  async set(@OwnDesk() desk: PartyId, @Body() body: unknown): Promise<DeskPreferences> {
    await this.desks.setPreferences(desk, validated(DeskPreferences, body));
    return this.desks.preferencesOf(desk);
  }
}
