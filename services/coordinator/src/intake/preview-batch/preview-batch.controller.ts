import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import type { ImportPreview } from '@lianshen/contracts/api';
import { FileBody } from '@lianshen/platform/http';
import { Costly, RightTo } from '@lianshen/platform/identity';
import { TABLE_LIMITS } from '@lianshen/platform/tabular';
import { ImportBatches } from '../import-batch/import-batch.js';
import { readFileName, refusedFile } from '../import-batch/uploaded-file.js';

@Controller('api/batch-previews')
export class PreviewBatchController {
  constructor(@Inject(ImportBatches) private readonly batches: ImportBatches) {}

  /** What would become of each row of a file, which is the body; nothing of it is kept. */
  @Post()
  @HttpCode(200)
  @RightTo('previewBatch')
  @Costly()
  @FileBody(TABLE_LIMITS.fileBytesMax)
  async preview(@Body() body: unknown, @Headers('x-file-name') fileName: string | undefined): Promise<ImportPreview> {
    const read = await this.batches.preview({ fileName: readFileName(fileName), content: Buffer.isBuffer(body) ? body : Buffer.alloc(0) });
    if (!read.ok) throw refusedFile(read.refusal);
    return read.value;
  }
}
