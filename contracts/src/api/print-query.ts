import { z } from 'zod';

/** As what a document is asked for: for people to read and sign, or for a spreadsheet. */
export const PrintQuery = z.strictObject({ as: z.enum(['docx', 'xlsx']).default('docx').describe('docx: to be printed and signed; xlsx: a spreadsheet') });
export type PrintQuery = z.infer<typeof PrintQuery>;
