import { Inject, Injectable, Optional, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { COORDINATOR } from '@lianshen/contracts/kernel';
import { Refused } from '../http/index.js';
import type { Person } from '../identity/index.js';
import type { OwnKeys } from '../sealing/index.js';
import { OWN_KEYS } from './tokens.js';

/** The administrator of one party is nobody at another: at an adapter the token names its agency, at the coordinator and its notifier none. */
@Injectable()
export class OwnPartyGuard implements CanActivate {
  constructor(@Optional() @Inject(OWN_KEYS) private readonly own?: OwnKeys) {}

  canActivate(context: ExecutionContext): boolean {
    const { person } = context.switchToHttp().getRequest<{ person?: Person }>();
    if ((person?.agency ?? COORDINATOR) !== (this.own?.partyId ?? COORDINATOR)) throw new Refused({ code: 'identity.not-permitted', params: {} });
    return true;
  }
}
