import { Body, Controller, Get, HttpCode, Inject, Optional, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { BackchannelLogoutBody, type SessionsEnded, type SignedOut, type WhoAmI } from '@lianshen/contracts/api';
import { toIso } from '@lianshen/contracts/kernel';
import { FormBody, orRefused, Refused, validated } from '../../http/index.js';
import type { Person } from '../person.js';
import { RequestRates } from '../request-rates.js';
import { Public, RightTo, ROLES_LENT_TO, SignedIn, type RolesLentTo } from '../signed-in.guard.js';
import { sessionThatAsked } from './bearer-or-session.js';
import { SignIn } from './sign-in.js';

/** How people sign in and out in a browser. Where no provider is configured, all but `me` is refused with `login.not-offered`. */
@Controller('auth')
export class SignInController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn | null,
    @Inject(RequestRates) private readonly rates: RequestRates,
    @Optional() @Inject(ROLES_LENT_TO) private readonly rolesLentTo?: RolesLentTo,
  ) {}

  /** To the provider, and from there back to the path that is asked for. */
  @Get('login')
  @HttpCode(303)
  @Public()
  async login(@Query('returnTo') returnTo: unknown, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.spend(request);
    response.location(orRefused(await this.offered().begin(returnTo, response)));
  }

  /** Back from the provider. */
  @Get('callback')
  @HttpCode(303)
  @Public()
  async callback(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.spend(request);
    response.location(orRefused(await this.offered().complete(request, response)));
  }

  /** Who asks, by whichever way they came in. */
  @Get('me')
  @RightTo('whoAmI')
  async me(@SignedIn() person: Person, @Req() request: Request): Promise<WhoAmI> {
    const session = sessionThatAsked(request);
    const { sub, name, roles, agency, unit, jurisdiction = '' } = person;
    return {
      sub,
      roles: [...roles],
      rolesLent: [...new Set(await this.rolesLentTo?.(sub))],
      jurisdiction,
      ...(name === undefined ? {} : { name }),
      ...(agency === undefined ? {} : { agency }),
      ...(unit === undefined ? {} : { unit }),
      session: session ? { endsAt: toIso(session.endsAt), csrfToken: this.offered().csrfTokenOf(session) } : null,
    };
  }

  /** Ends the session here, and says where it is ended at the provider. */
  @Post('logout')
  @HttpCode(200)
  @Public()
  async logout(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SignedOut> {
    await this.spend(request);
    return { next: orRefused(await this.offered().end(request, response)) ?? null };
  }

  /** The provider's own call (OpenID Connect Back-Channel Logout 1.0). */
  @Post('backchannel-logout')
  @HttpCode(200)
  @Public()
  @FormBody()
  async backchannelLogout(@Body() body: unknown, @Req() request: Request): Promise<SessionsEnded> {
    await this.spend(request);
    const { logout_token: token } = validated(BackchannelLogoutBody, body);
    return { ended: orRefused(await this.offered().endByProvider(token)) };
  }

  private offered(): SignIn {
    if (!this.signIn) throw new Refused({ code: 'login.not-offered', params: {} });
    return this.signIn;
  }

  /** Nobody is known yet, so the address counts; behind a proxy all share the proxy's. */
  private async spend(request: Request): Promise<void> {
    orRefused(await this.rates.spend(`address ${request.socket.remoteAddress ?? ''}`, false));
  }
}
