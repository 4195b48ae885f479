import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Fault, type CaseId } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LOG } from '@lianshen/platform/process';
import { walkRows } from '@lianshen/platform/store';
import { type Log } from '@lianshen/platform/telemetry';
import { CASE_ROW, type CaseRows } from '../../views/case-row.model.js';
import { CaseStreams } from '../case-streams.js';
import { markLapsed } from '../domain/index.js';

/**
 * Marks conclusions that are past their validity. They hold for months, so they have no alarm of their own, which would
 * let Redis grow with the cases that have ended: whose time has come is asked of the list, by its index.
 */
@Injectable()
export class WatchValidity {
  constructor(
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @returns how many were marked. */
  async markLapsed(): Promise<number> {
    let marked = 0;
    for await (const { _id } of walkRows(this.rows, { status: 'cleared', validUntil: { $lte: new Date(this.clock.now()) } }, 'validUntil')) {
      marked += (await this.mark(_id)) ? 1 : 0;
    }
    return marked;
  }

  /** One case that cannot be marked for a reason of its own holds up no other. */
  private async mark(caseId: CaseId): Promise<boolean> {
    try {
      const executed = await this.cases.execute(caseId, { cause: 'validity', actor: { kind: 'machine', id: 'validity-watch' }, decide: markLapsed });
      return executed.ok && executed.value.events.length > 0;
    } catch (error) {
      if (error instanceof Fault) throw error;
      this.log.error({ err: error, caseId }, 'a conclusion cannot be marked as lapsed');
      return false;
    }
  }
}
