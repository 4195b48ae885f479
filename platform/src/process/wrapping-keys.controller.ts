import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import type { WrappingKeysReport } from '@lianshen/contracts/api';
import { RightTo } from '../identity/index.js';
import { Rewrapping } from '../sealing/index.js';
import { OwnPartyGuard } from './own-party.guard.js';

@Controller('keys/wrapping')
export class WrappingKeysController {
  constructor(@Inject(Rewrapping) private readonly rewrapping: Rewrapping) {}

  /** How much is wrapped by which key, for whoever wants to take the old one out. */
  @Get()
  @RightTo('readWrappingKeys')
  @UseGuards(OwnPartyGuard)
  report(): Promise<WrappingKeysReport> {
    return this.rewrapping.report();
  }
}
