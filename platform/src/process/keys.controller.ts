import { Controller, Get, HttpCode, Inject, Post, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import type { PartyPublicKeys } from '@lianshen/contracts/api';
import { Refused } from '../http/index.js';
import { Public, RightTo, SignedIn, type Person } from '../identity/index.js';
import { OwnKeyRing, publicKeysOf } from '../sealing/index.js';
import type { Log } from '../telemetry/index.js';
import { OwnPartyGuard } from './own-party.guard.js';
import { LOG, OWN_KEYS } from './tokens.js';

@Controller('keys')
export class KeysController {
  constructor(
    @Inject(OWN_KEYS) private readonly own: OwnKeyRing,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** The party's public keys, for an administrator to compare and register. */
  @Get()
  @Public()
  keys(): PartyPublicKeys {
    return publicKeysOf(this.own);
  }

  /** The public keys that wait to be registered and put into use. */
  @Get('next')
  @Public()
  async next(): Promise<PartyPublicKeys> {
    await this.own.reload();
    return this.waiting();
  }

  /** Makes the next keys: 201 when they are new, 200 when some wait already. Nothing is signed or sealed with them yet. */
  @Post('next')
  @RightTo('prepareKeys')
  @UseGuards(OwnPartyGuard)
  async prepare(@SignedIn() person: Person, @Res({ passthrough: true }) response: Response): Promise<PartyPublicKeys> {
    const { keys, made } = await this.own.prepareNext();
    if (made) this.log.info({ by: person.sub, sign: keys.sign.kid, agree: keys.agree.kid }, 'the next keys were made');
    response.status(made ? 201 : 200);
    return keys;
  }

  /** Puts the next keys into use. @returns the keys that are in use from here on. */
  @Post('next/activation')
  @HttpCode(200)
  @RightTo('activateKeys')
  @UseGuards(OwnPartyGuard)
  async activate(@SignedIn() person: Person): Promise<PartyPublicKeys> {
    await this.own.reload();
    const activated = await this.own.activateNext(this.waiting().agree.kid);
    if (!activated.ok) throw new Refused(activated.refusal);
    this.log.info({ by: person.sub, sign: activated.value.sign.kid, agree: activated.value.agree.kid }, 'the next keys are in use');
    return activated.value;
  }

  private waiting(): PartyPublicKeys {
    const keys = this.own.nextPublicKeys;
    if (!keys) throw new Refused({ code: 'key.none-prepared', params: { party: this.own.partyId } });
    return keys;
  }
}
