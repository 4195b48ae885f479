import { createParamDecorator, Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { rolesFor, type Operation, type Role } from '@lianshen/contracts/rights';
import { Refused } from '../http/refused.js';
import type { Person } from './person.js';
import { RequestRates } from './request-rates.js';
import { WhoAsks } from './who-asks.js';

/** Metadata keys of the decorators below. */
export const PUBLIC = 'lianshen:public';
export const ROLES = 'lianshen:roles';
const COSTLY = 'lianshen:costly';

/** Open to anyone: public keys, health, metrics. Everything else is denied unless it names roles. */
export const Public = () => SetMetadata(PUBLIC, true);

/** Whoever has a right to the operation in the table comes in. A route with neither this nor `Public` is closed to all. */
export const RightTo = (operation: Operation) => SetMetadata(ROLES, rolesFor(operation));

/** The route reads a file or walks a whole ledger: a person may call it less often. */
export const Costly = () => SetMetadata(COSTLY, true);

/** Roles that a person has besides those of their token, because others have lent them; asked where their own do not suffice. */
export type RolesLentTo = (person: string) => Promise<readonly string[]>;
export const ROLES_LENT_TO = Symbol('ROLES_LENT_TO');

type RequestWithPerson = Request & { person?: Person };

/** Rights are asked first, in front of every route: deny by default. Then it is asked whether the person asks too often. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(WhoAsks) private readonly whoAsks: WhoAsks,
    @Inject(RequestRates) private readonly rates: RequestRates,
    private readonly rolesLentTo: RolesLentTo = async () => [],
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return true;
    const request = context.switchToHttp().getRequest<RequestWithPerson>();
    const person = await this.whoAsks.identify(request);
    if (!person.ok) throw new Refused(person.refusal);
    const allowed = this.reflector.getAllAndOverride<Role[] | undefined>(ROLES, targets) ?? [];
    if (!(await this.mayEnter(person.value, allowed))) throw new Refused({ code: 'identity.not-permitted', params: {} });
    const spent = await this.rates.spend(person.value.sub, this.reflector.getAllAndOverride<boolean | undefined>(COSTLY, targets) ?? false);
    if (!spent.ok) throw new Refused(spent.refusal);
    request.person = person.value;
    return true;
  }

  private async mayEnter({ sub, roles }: Person, allowed: readonly Role[]): Promise<boolean> {
    if (allowed.some((role) => roles.includes(role))) return true;
    const lent = allowed.length > 0 ? await this.rolesLentTo(sub) : [];
    return allowed.some((role) => lent.includes(role));
  }
}

/** The person of the request, put there by the guard. */
export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const { person } = context.switchToHttp().getRequest<RequestWithPerson>();
  if (!person) throw new Refused({ code: 'identity.token-missing', params: {} });
  return person;
});
