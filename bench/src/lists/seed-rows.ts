import { mongo } from 'mongoose';
import { caseNumberOf, type CaseStatus } from '@lianshen/contracts/api';
import { inventedId } from './invented-id.js';

const CHUNK = 1_000;
const MINUTE_MS = 60_000;
const CASES_OF_BATCH = 500;
const AGENCIES = ['discipline', 'court', 'procuratorate', 'audit', 'petitions'];
const POLICIES = ['standard-five', 'city-2026', 'county-keypost', 'province'];
/** As cases stand in a store of some years: most are over. */
const STATUSES: readonly CaseStatus[] = ['cleared', 'cleared', 'cleared', 'lapsed', 'lapsed', 'terminated', 'withdrawn', 'vetting', 'vetting', 'halted'];

/** Puts rows of cases into a coordinator's database as it would have written them; lists read nothing else. @returns the number of one in the middle. */
export async function seedRows(mongodbUri: string, database: string, count: number): Promise<string> {
  const client = await mongo.MongoClient.connect(mongodbUri);
  const collection = client.db(database).collection<{ _id: string }>('case_rows');
  let middle = '';
  let batchId = inventedId();
  try {
    for (let from = 0; from < count; from += CHUNK) {
      const rows = Array.from({ length: Math.min(CHUNK, count - from) }, (_, index) => {
        const at = from + index;
        if (at % CASES_OF_BATCH === 0) batchId = inventedId();
        return rowOf(at, batchId);
      });
      middle = from <= count / 2 ? (rows[0]?.number ?? '') : middle;
      await collection.insertMany(rows, { ordered: false });
    }
  } finally {
    await client.close();
  }
  return middle;
}

function rowOf(at: number, batchId: string) {
  const [caseId, row, openedAt] = [inventedId(), (at % CASES_OF_BATCH) + 2, Date.now() - at * MINUTE_MS];
  const status = STATUSES[at % STATUSES.length] ?? 'cleared';
  const overdue = status === 'vetting' && at % 3 === 0 ? ['court'] : [];
  return {
    _id: caseId, seq: 3, batchId, row, number: caseNumberOf({ caseId, batchId, row, openedAt }), policy: POLICIES[at % POLICIES.length], status,
    shares: Object.fromEntries(AGENCIES.map((agency) => [agency, status === 'vetting' ? 'received' : 'clear'])),
    verdicts: Object.fromEntries(AGENCIES.map((agency) => [agency, 'CLEAR'])),
    openFlags: [], overdue, late: overdue.length > 0, openedAt: new Date(openedAt), endedAt: null, nextDueAt: null, validUntil: status === 'cleared' ? new Date(openedAt) : null,
    onAgenda: false, meeting: null, meetingAt: null, agendaConclusion: null, agendaLocked: false, waitsForSecond: false, otherCases: 0, withheld: false,
  };
}
