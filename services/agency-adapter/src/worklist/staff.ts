import { applyDecorators, Inject, Injectable, UseGuards, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { z } from 'zod';
import { Signer } from '@lianshen/contracts/messages';
import type { Operation } from '@lianshen/contracts/rights';
import { Refused } from '@lianshen/platform/http';
import { RightTo, type Person } from '@lianshen/platform/identity';
import { AgencyClosing } from '../closing/agency-closing.js';
import { ENVIRONMENT, type AdapterEnvironment } from '../environment.js';

/** The roles of one agency mean nothing at another: the token has to name this one. Of an agency that was merged they mean nothing any more. */
@Injectable()
export class OwnAgencyGuard implements CanActivate {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: AdapterEnvironment,
    @Inject(AgencyClosing) private readonly closing: AgencyClosing,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { person } = context.switchToHttp().getRequest<{ person?: Person }>();
    if (person?.agency !== this.environment.AGENCY_ID) throw new Refused({ code: 'identity.not-permitted', params: {} });
    this.closing.mustBeOpen();
    return true;
  }
}

/** The route is for people of this agency who have a right to it; it is asked before anything else is read. */
export const ForStaff = (operation: Operation) => applyDecorators(RightTo(operation), UseGuards(OwnAgencyGuard));

const StaffId = z.string().min(1).max(64);

/** The person as a signer. @throws Refused where the id is too long to stand in a verdict. */
export function signerOf({ sub, name }: Person): Signer {
  if (!StaffId.safeParse(sub).success) throw new Refused({ code: 'identity.not-permitted', params: {} });
  return Signer.parse({ id: sub, name: (name ?? sub).slice(0, 64) || sub });
}
