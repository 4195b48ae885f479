import { Controller, Get, Inject } from '@nestjs/common';
import type { PartyPublicKeys } from '@lianshen/contracts/api';
import { Public } from '../identity/index.js';
import { publicKeysOf, type OwnKeys } from '../sealing/index.js';
import { OWN_KEYS } from './tokens.js';

@Controller('keys')
export class KeysController {
  constructor(@Inject(OWN_KEYS) private readonly own: OwnKeys) {}

  /** The party's public keys, for an administrator to compare and register. */
  @Get()
  @Public()
  keys(): PartyPublicKeys {
    return publicKeysOf(this.own);
  }
}
