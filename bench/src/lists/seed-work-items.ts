import { mongo } from 'mongoose';
import { inventedId } from './invented-id.js';

const CHUNK = 1_000;
const DAY_MS = 86_400_000;
/** Of so many items one has still to be answered; the others are the years behind. */
const OPEN_OF = 20;
const BATCH = 500;

/** Puts rows of items into an adapter's database as it would have written them; all are less urgent than what came by itself. */
export async function seedWorkItems(mongodbUri: string, database: string, agency: string, count: number): Promise<void> {
  const client = await mongo.MongoClient.connect(mongodbUri);
  const collection = client.db(database).collection<{ _id: string }>('work_items');
  let batch = inventedId();
  try {
    for (let from = 0; from < count; from += CHUNK) {
      const rows = Array.from({ length: Math.min(CHUNK, count - from) }, (_, index) => {
        if ((from + index) % BATCH === 0) batch = inventedId();
        return rowOf(from + index, agency, batch);
      });
      await collection.insertMany(rows, { ordered: false });
    }
  } finally {
    await client.close();
  }
}

function rowOf(at: number, agency: string, batch: string) {
  const row = { _id: `${inventedId()}-${agency}-1`, seq: 3, layout: 2, batch, changedAt: new Date(), marks: [`mark-${at}`], subject: `subject-${at}` };
  const isOpen = at % OPEN_OF === 0;
  const receivedAt = new Date(Date.now() - (isOpen ? 1 : at) * 60_000);
  const dueAt = new Date(receivedAt.getTime() + (isOpen ? 90 : 7) * DAY_MS);
  return isOpen
    ? { ...row, status: 'open', receivedAt, dueAt, signedAt: null, running: true, unassigned: true }
    : { ...row, status: 'answered', receivedAt, dueAt, signedAt: new Date(receivedAt.getTime() + DAY_MS) };
}
