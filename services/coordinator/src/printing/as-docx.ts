import { AlignmentType, Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import type { PrintedDocument } from './printed-document.js';

const FULL_WIDTH = { size: 100, type: WidthType.PERCENTAGE } as const;
/** In twentieths of a point: room for a signature. */
const SIGNATURE_SPACE = 480;
const NOTE_HALF_POINTS = 16;

/** The document as a page to print and to sign. It bears no name of a person as its author. */
export async function asDocx({ title, facts, table, conclusion, signatures, footer }: PrintedDocument): Promise<Buffer> {
  const document = new Document({
    creator: 'lianshen',
    title,
    sections: [
      {
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.HEADING_1, alignment: AlignmentType.CENTER }),
          pairs(facts),
          new Paragraph(''),
          grid([table.columns, ...table.rows]),
          new Paragraph(''),
          pairs(conclusion),
          ...signatures.map((who) => new Paragraph({ text: `${who}：________________    ______年____月____日`, spacing: { before: SIGNATURE_SPACE } })),
          new Paragraph({ spacing: { before: SIGNATURE_SPACE }, children: [new TextRun({ text: footer, size: NOTE_HALF_POINTS })] }),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

const pairs = (lines: PrintedDocument['facts']): Table => rowsOf(lines.map((line) => line.map((text, index) => cellOf(text, index === 0))));

const grid = ([columns = [], ...rows]: readonly (readonly string[])[]): Table =>
  rowsOf([columns.map((text) => cellOf(text, true)), ...rows.map((row) => row.map((text) => cellOf(text, false)))]);

const rowsOf = (rows: readonly (readonly TableCell[])[]): Table => new Table({ width: FULL_WIDTH, rows: rows.map((children) => new TableRow({ children: [...children] })) });

const cellOf = (text: string, bold: boolean): TableCell => new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, bold })] })] });
