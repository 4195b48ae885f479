import { Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { BatchId } from '@lianshen/contracts/kernel';
import { readIdempotencyKey, Refused, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { BatchStreams } from '../batches/batch-streams.js';
import { StartBatch } from './start-batch.js';

@Controller('api/batches/:batchId/start')
export class StartBatchController {
  constructor(
    @Inject(BatchStreams) private readonly batches: BatchStreams,
    @Inject(StartBatch) private readonly starting: StartBatch,
  ) {}

  /** An officer sends out every case of a batch that waits in screening. */
  @Post()
  @HttpCode(200)
  @RightTo('startBatch')
  async start(@Param('batchId') id: string, @Headers('idempotency-key') key: string | undefined, @SignedIn() person: Person): Promise<object> {
    const batchId = validated(BatchId, id);
    const cause = `start ${readIdempotencyKey(key)}`;
    const { state } = await this.batches.peek(batchId);
    if (!state.opened) throw new Refused({ code: 'batch.unknown', params: {} });
    return this.starting.execute(batchId, state.policyHash, { kind: 'person', id: person.sub }, cause);
  }
}
