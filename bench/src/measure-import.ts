import { deflateRawSync } from 'node:zlib';
import writeXlsxFile from 'write-excel-file/node';
import { invent } from './systems/invented-person.js';
import { loadStack } from './systems/local.js';

const ROWS = 5_000;
const MB = 1024 * 1024;
const COLUMNS = ['姓名', '身份证号', '工作单位', '现任职务', '拟任职务', '拟任层次'];

export interface ImportFigures {
  readonly rows: number;
  /** Until the report with every row is answered, and the rows are in the ledger. */
  readonly answeredSeconds: number;
  /** Until the requests of the last case are in the ledger. */
  readonly startedSeconds: number;
  /** How long the refusal of a zip bomb and of a file of 100 MB takes. */
  readonly bombMs: number;
  readonly largeMs: number;
}

/** Imports a sheet of 5,000 good rows into a hub whose agencies answer nothing, then two files that it has to refuse. */
export async function measureImport(): Promise<ImportFigures> {
  const { startStack } = await loadStack();
  const stack = await startStack({ temporary: true, automaticConclusion: true, jurisdiction: 'bench', logLevel: 'warn' });
  try {
    const upload = (key: string, body: Buffer) =>
      fetch(`${stack.coordinatorUrl}/api/batches?conclusion=automatic`, {
        method: 'POST',
        headers: { authorization: `Bearer ${stack.tokens.officer}`, 'content-type': 'application/octet-stream', 'x-file-name': 'batch.xlsx', 'idempotency-key': key },
        body: new Uint8Array(body),
      });
    const sheet = await sheetOf(ROWS);
    const startedAt = performance.now();
    const { batchId, accepted } = (await expectStatus(await upload('bench-import', sheet), 201)) as { batchId: string; accepted: unknown[] };
    if (accepted.length !== ROWS) throw new Error(`${accepted.length} rows were accepted`);
    const answeredSeconds = secondsSince(startedAt);
    await untilStarted(`${stack.coordinatorUrl}/api/batches/${batchId}/cases?status=vetting&limit=500`, stack.tokens.officer);
    const startedSeconds = secondsSince(startedAt);
    const [bomb, large] = [zipBomb(), Buffer.alloc(100 * MB)];
    const bombMs = await refusedWithin(() => upload('bench-bomb', bomb), 422);
    const largeMs = await refusedWithin(() => upload('bench-large', large), 413);
    return { rows: ROWS, answeredSeconds, startedSeconds, bombMs, largeMs };
  } finally {
    await stack.stop();
  }
}

export const importLine = ({ rows, answeredSeconds, startedSeconds, bombMs, largeMs }: ImportFigures): string =>
  `import of ${rows} good rows (xlsx): answered in ${answeredSeconds.toFixed(1)} s, every request out after ${startedSeconds.toFixed(1)} s; refused: a zip bomb in ${bombMs.toFixed(0)} ms, 100 MB in ${largeMs.toFixed(0)} ms`;

async function sheetOf(rows: number): Promise<Buffer> {
  const people = Array.from({ length: rows }, (_, index) => invent(2_000_000 + index));
  const data = [COLUMNS, ...people.map((person) => [person.name, person.identityNumber, person.employer, person.currentPost, person.proposedPost, person.proposedLevel])];
  return writeXlsxFile(data.map((cells) => cells.map((value) => ({ value, type: String })))).toBuffer();
}

/** Pages through the cases that are out until the whole list is. @throws at the bound. */
async function untilStarted(firstPage: string, token: string): Promise<void> {
  for (const end = performance.now() + 120_000; ; ) {
    let out = 0;
    for (let cursor: string | null = ''; cursor !== null; ) {
      const response = await fetch(`${firstPage}${cursor === '' ? '' : `&cursor=${cursor}`}`, { headers: { authorization: `Bearer ${token}` } });
      const page = (await expectStatus(response, 200)) as { items: unknown[]; next: string | null };
      out += page.items.length;
      cursor = page.next;
    }
    if (out === ROWS) return;
    if (performance.now() > end) throw new Error(`${out} of ${ROWS} cases are out`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function refusedWithin(upload: () => Promise<Response>, status: number): Promise<number> {
  const startedAt = performance.now();
  // A server that closes the door while the body still comes is heard as a broken connection.
  const answered = await upload().then((response) => response.status, () => status);
  if (answered !== status) throw new Error(`answered ${answered} where ${status} was due`);
  return performance.now() - startedAt;
}

async function expectStatus(response: Response, status: number): Promise<unknown> {
  if (response.status !== status) throw new Error(`answered ${response.status}: ${await response.text()}`);
  return response.json();
}

const secondsSince = (startedAt: number): number => (performance.now() - startedAt) / 1_000;

/** A zip with one sheet of a hundred million blanks, packed to a thousandth. */
function zipBomb(): Buffer {
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const unpacked = 100 * MB;
  const packed = deflateRawSync(Buffer.alloc(unpacked, ' '));
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  for (const [header, method, sizes, nameLength] of [[local, 8, 18, 26], [central, 10, 20, 28]] as const) {
    header.writeUInt16LE(8, method);
    header.writeUInt32LE(packed.length, sizes);
    header.writeUInt32LE(unpacked, sizes + 4);
    header.writeUInt16LE(name.length, nameLength);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}
