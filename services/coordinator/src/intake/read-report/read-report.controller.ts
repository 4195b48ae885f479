import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { StoredImportReport } from '@lianshen/contracts/api';
import { BatchId } from '@lianshen/contracts/kernel';
import { AccessLog } from '@lianshen/platform/access';
import { Refused, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { BatchStreams } from '../batches/batch-streams.js';

@Controller('api/batches')
export class ReadReportController {
  constructor(
    @Inject(BatchStreams) private readonly batches: BatchStreams,
    @Inject(AccessLog) private readonly access: AccessLog,
  ) {}

  /** Which rows of the list were refused and why, as the answer to the import said. That their names are read is on record first. */
  @Get(':batchId/report')
  @RightTo('readImportReport')
  async read(@Param('batchId') id: string, @SignedIn() person: Person): Promise<StoredImportReport> {
    const batchId = validated(BatchId, id);
    const { folded, acts } = await this.batches.history(batchId);
    if (!folded.state.opened) throw new Refused({ code: 'batch.unknown', params: {} });
    const lines = acts.flatMap(({ events }) => events.flatMap((event) => (event.type === 'RowsReported' ? (event.private?.lines ?? []) : [])));
    const refused = lines.flatMap((line) => ('refused' in line ? [line.refused] : []));
    await this.access.record(batchId, person, { operation: 'readImportReport', fields: refused.length > 0 ? ['refused.candidate'] : [], task: 'correct-list' });
    return {
      batchId,
      accepted: folded.state.rowCount,
      refused,
      skipped: lines.flatMap((line) => ('skipped' in line ? [line.skipped] : [])),
      warnings: lines.flatMap((line) => ('warning' in line ? [line.warning] : [])),
    };
  }
}
