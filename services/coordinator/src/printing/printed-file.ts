import { StreamableFile } from '@nestjs/common';
import type { PrintQuery } from '@lianshen/contracts/api';
import { asDocx } from './as-docx.js';
import { asXlsx } from './as-xlsx.js';
import type { PrintedDocument } from './printed-document.js';

const TYPES: Readonly<Record<PrintQuery['as'], string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The document as a file to keep. @param name without personal data: it stands in a header. */
export async function printedFile(document: PrintedDocument, name: string, as: PrintQuery['as']): Promise<StreamableFile> {
  const bytes = as === 'docx' ? await asDocx(document) : await asXlsx(document);
  return new StreamableFile(bytes, { type: TYPES[as], disposition: `attachment; filename="${name}.${as}"`, length: bytes.length });
}
