import { Inject, Injectable, Optional, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { COORDINATOR } from '@lianshen/contracts/kernel';
import { ROLES_OF, type Role } from '@lianshen/contracts/rights';
import { Refused } from '../http/index.js';
import { ROLES, ROLES_LENT_TO, type Person, type RolesLentTo } from '../identity/index.js';
import type { OwnKeys } from '../sealing/index.js';
import { OWN_KEYS } from './tokens.js';

const LENT_COUNT = 'lianshen:lent-count';

/** Here roles count, too, that others have lent: whoever acts in another's place has to come in. Elsewhere what was lent is not lent on. */
export const LentRolesCount = () => SetMetadata(LENT_COUNT, true);

/**
 * Of what the coordinator and the adapters offer alike. Nobody of one party is anybody at another: at an adapter the token
 * names its agency, at the coordinator and its notifier none; and the roles of an agency mean nothing at the coordinator, nor the other way round.
 */
@Injectable()
export class OwnPartyGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Optional() @Inject(OWN_KEYS) private readonly own?: OwnKeys,
    @Optional() @Inject(ROLES_LENT_TO) private readonly rolesLentTo?: RolesLentTo,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const { person } = context.switchToHttp().getRequest<{ person?: Person }>();
    // The notifier is the coordinator's and has no keys of a party.
    const partyId = this.own?.partyId ?? COORDINATOR;
    const counting = ROLES_OF[partyId === COORDINATOR ? 'coordinator' : 'agency'];
    const allowed = this.reflector.getAllAndOverride<Role[] | undefined>(ROLES, targets) ?? [];
    const admits = (roles: readonly string[]): boolean => allowed.some((role) => counting.includes(role) && roles.includes(role));
    const isOurs = person !== undefined && (person.agency ?? COORDINATOR) === partyId;
    // What was lent is in the ledger: it is asked for only where their own roles do not suffice.
    if (!isOurs || !(admits(person.roles) || admits(await this.countingLent(person, targets)))) throw new Refused({ code: 'identity.not-permitted', params: {} });
    return true;
  }

  private async countingLent({ sub }: Person, targets: Parameters<Reflector['getAllAndOverride']>[1]): Promise<readonly string[]> {
    const lentCount = this.reflector.getAllAndOverride<boolean | undefined>(LENT_COUNT, targets) ?? false;
    return lentCount ? ((await this.rolesLentTo?.(sub)) ?? []) : [];
  }
}
