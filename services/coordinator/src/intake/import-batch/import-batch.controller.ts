import { Body, Controller, Headers, Inject, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { ImportBatchQuery, OpenBatchBody } from '@lianshen/contracts/api';
import { FileBody, readIdempotencyKey, Refused, validated } from '@lianshen/platform/http';
import { Costly, RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { TABLE_LIMITS } from '@lianshen/platform/tabular';
import { ImportBatches } from './import-batch.js';
import { readFileName, refusedFile } from './uploaded-file.js';

@Controller('api/batches')
export class ImportBatchController {
  constructor(@Inject(ImportBatches) private readonly batches: ImportBatches) {}

  /** Takes a file as the body (its name in `X-File-Name`), or JSON for a batch whose candidates come one by one. */
  @Post()
  @RightTo('importBatch')
  @Costly()
  @FileBody(TABLE_LIMITS.fileBytesMax)
  async import(
    @Req() request: Request,
    @Body() body: unknown,
    @Query() query: unknown,
    @Headers('x-file-name') fileName: string | undefined,
    @Headers('idempotency-key') key: string | undefined,
    @SignedIn() person: Person,
  ): Promise<object> {
    const actor = { kind: 'person' as const, id: person.sub };
    const idempotencyKey = readIdempotencyKey(key);
    if (request.is('application/json')) {
      const opened = await this.batches.openEmpty(validated(OpenBatchBody, body), actor, idempotencyKey);
      if (!opened.ok) throw new Refused(opened.refusal);
      return { batchId: opened.value };
    }
    const command = { ...validated(ImportBatchQuery, query), fileName: readFileName(fileName), content: Buffer.isBuffer(body) ? body : Buffer.alloc(0) };
    const imported = await this.batches.import(command, actor, idempotencyKey);
    if (imported.ok) return imported.value;
    throw refusedFile(imported.refusal);
  }
}
