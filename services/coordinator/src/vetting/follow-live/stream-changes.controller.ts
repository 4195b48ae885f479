import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { rolesFor, type Role } from '@lianshen/contracts/rights';
import { orRefused, sinkOf } from '@lianshen/platform/http';
import { RightTo, SignedIn, WhoAsks, type Person } from '@lianshen/platform/identity';
import { LiveStreams } from './live-streams.js';

const ALLOWED: readonly Role[] = rolesFor('streamChanges');

@Controller('api/live')
export class StreamChangesController {
  constructor(
    @Inject(LiveStreams) private readonly streams: LiveStreams,
    @Inject(WhoAsks) private readonly whoAsks: WhoAsks,
  ) {}

  /** That cases have changed, as server-sent events, for as long as the session lasts. */
  @Get()
  @RightTo('streamChanges')
  stream(@Req() request: Request, @Res() response: Response, @SignedIn() { sub }: Person): void {
    const isStillIn = async (): Promise<boolean> => {
      const asked = await this.whoAsks.identify(request);
      return asked.ok && asked.value.sub === sub && ALLOWED.some((role) => asked.value.roles.includes(role));
    };
    orRefused(this.streams.begin(sub, sinkOf(response), isStillIn));
  }
}
