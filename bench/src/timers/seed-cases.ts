import { randomBytes, randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import { requestIdOf, type CaseId } from '@lianshen/contracts/kernel';
import { commitHash, NO_PREVIOUS, toDocument, writeBody, type CommitDocument, type LedgerEvent } from '@lianshen/platform/ledger';

const CHUNK = 500;
const DAY_MS = 86_400_000;
const BATCH = '00000000-0000-8000-8000-000000000001';

/** An open case of which one agency has not answered, and when its answer is due. */
export interface SeededCase {
  readonly caseId: CaseId;
  readonly dueAt: number;
}

/**
 * Puts open cases into a coordinator's database as it would have written them, but for the person, who is in no ledger: a
 * case that is opened over HTTP costs some hundred times as much, and what is measured begins afterwards.
 * @param dueAts when the answer of each is due, epoch ms.
 */
export async function seedCases(mongodbUri: string, database: string, dueAts: readonly number[]): Promise<SeededCase[]> {
  const client = await mongo.MongoClient.connect(mongodbUri);
  const db = client.db(database);
  const writer = `bench-${randomUUID()}`;
  const cases = dueAts.map((dueAt): SeededCase => ({ caseId: inventedId(), dueAt }));
  try {
    const policyHash = await policyOf(db);
    for (let from = 0; from < cases.length; from += CHUNK) {
      const chunk = cases.slice(from, from + CHUNK);
      await db.collection<CommitDocument>('ledger').insertMany(chunk.map((each, index) => ledgerDocument(each, policyHash, { writer, n: from + index + 1 })), { ordered: false });
      await db.collection<{ _id: string }>('case_rows').insertMany(chunk.map(rowOf), { ordered: false });
    }
  } finally {
    await client.close();
  }
  return cases;
}

/** A UUID of version 8, as ids of cases are, that follows from nothing. */
const inventedId = (): CaseId => {
  const id = randomUUID();
  return `${id.slice(0, 14)}8${id.slice(15)}`;
};

/** A policy that the coordinator has on record. */
async function policyOf(db: mongo.Db): Promise<string> {
  const recorded = await db.collection<{ _id: string }>('ledger').findOne({ _id: /^policy\// });
  if (!recorded) throw new Error('no policy is on record');
  return recorded._id.split('/')[1] ?? '';
}

function ledgerDocument({ caseId, dueAt }: SeededCase, policyHash: string, written: { readonly writer: string; readonly n: number }): CommitDocument {
  const [stream, at] = [`case/${caseId}`, Math.min(Date.now(), dueAt - DAY_MS)];
  const body = writeBody(stream, 1, at, [{ cause: 'bench', actor: { kind: 'machine', id: 'bench' }, events: eventsOf(caseId, policyHash, at, dueAt) }], undefined);
  return toDocument({ stream, seq: 1, ...written, at, body, prev: NO_PREVIOUS, hash: commitHash(stream, 1, NO_PREVIOUS, body) });
}

const hashText = (): string => randomBytes(32).toString('base64url');

function eventsOf(caseId: CaseId, policyHash: string, at: number, dueAt: number): LedgerEvent[] {
  const agency = 'court';
  const request = { requestId: requestIdOf(caseId, agency, 1), agency, round: 1, nonce: randomBytes(16).toString('base64url'), issuedAt: at, dueAt, provisional: false, deadlineVersion: 1, destroyAfter: dueAt + 365 * DAY_MS, requestHash: hashText() };
  return [
    { type: 'CaseOpened', data: { batchId: BATCH, row: 0, policyHash, conclusion: 'officer' } },
    { type: 'VettingStarted', data: { round: 1 } },
    { type: 'RequestIssued', data: request },
  ];
}

const rowOf = ({ caseId, dueAt }: SeededCase) => ({
  _id: caseId,
  seq: 1,
  batchId: BATCH,
  row: 0,
  status: 'vetting',
  verdicts: {},
  openFlags: [],
  overdue: [],
  openedAt: new Date(dueAt - DAY_MS),
  endedAt: null,
  nextDueAt: new Date(dueAt),
  awaitsRecall: false,
  recallAt: null,
  validUntil: null,
  waitsForSecond: false,
  otherCases: 0,
  withheld: false,
});
