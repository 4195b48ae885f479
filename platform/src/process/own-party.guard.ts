import { Inject, Injectable, Optional, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { COORDINATOR } from '@lianshen/contracts/kernel';
import { ROLES_OF, type Role } from '@lianshen/contracts/rights';
import { Refused } from '../http/index.js';
import { ROLES, type Person } from '../identity/index.js';
import type { OwnKeys } from '../sealing/index.js';
import { OWN_KEYS } from './tokens.js';

/**
 * Of what the coordinator and the adapters offer alike. Nobody of one party is anybody at another: at an adapter the token
 * names its agency, at the coordinator and its notifier none; and the roles of an agency mean nothing at the coordinator, nor the other way round.
 */
@Injectable()
export class OwnPartyGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Optional() @Inject(OWN_KEYS) private readonly own?: OwnKeys,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { person } = context.switchToHttp().getRequest<{ person?: Person }>();
    // The notifier is the coordinator's and has no keys of a party.
    const partyId = this.own?.partyId ?? COORDINATOR;
    const counting = ROLES_OF[partyId === COORDINATOR ? 'coordinator' : 'agency'];
    const allowed = this.reflector.getAllAndOverride<Role[] | undefined>(ROLES, [context.getHandler(), context.getClass()]) ?? [];
    const isIn = (person?.agency ?? COORDINATOR) === partyId && allowed.some((role) => counting.includes(role) && person?.roles.includes(role));
    if (!isIn) throw new Refused({ code: 'identity.not-permitted', params: {} });
    return true;
  }
}
