import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sinkOf, orRefused } from '@lianshen/platform/http';
import { SignedIn, WhoAsks, type Person } from '@lianshen/platform/identity';
import { ForStaff } from '../staff.js';
import { WorklistStreams } from './worklist-streams.js';

@Controller('api/worklist/stream')
export class StreamWorklistController {
  constructor(
    @Inject(WorklistStreams) private readonly streams: WorklistStreams,
    @Inject(WhoAsks) private readonly whoAsks: WhoAsks,
  ) {}

  /** What changes in the worklist as it happens, as server-sent events: ids and versions alone. It ends with the session. */
  @Get()
  @ForStaff('streamWorklist')
  stream(@SignedIn() person: Person, @Req() request: Request, @Res() response: Response): void {
    orRefused(this.streams.begin(person.sub, sinkOf(response), () => this.whoAsks.isStillIn(request)));
  }
}
