import { mongo } from 'mongoose';
import type { JetStreamManager } from '@nats-io/jetstream';
import { CaseEvent, eventSubject, streamNames } from '@lianshen/contracts/messages';
import { commitId, type CommitDocument } from '@lianshen/platform/ledger';
import type { Stack } from '../systems/local.js';
import { seedCases, type SeededCase } from './seed-cases.js';

/** The coordinator finds new cases by comparing alarms, every ten seconds and half a minute ahead. */
const AHEAD_MS = 45_000;
const RECORDED_WITHIN_MS = 120_000;
const CHUNK = 500;

/**
 * Opens cases of which so many a second become due. @returns of each, in ms, how long after its time the fact that it is
 * overdue was published, which is after it was stored in the ledger; ascending. @throws where one was not recorded, or twice.
 */
export async function measureRecording(stack: Stack, manager: JetStreamManager, perSecond: number, seconds: number): Promise<number[]> {
  const firstAt = Date.now() + AHEAD_MS;
  const cases = await seedCases(stack.mongodbUri, stack.databases['coordinator'] ?? '', Array.from({ length: perSecond * seconds }, (_, index) => firstAt + Math.floor((index * 1_000) / perSecond)));
  const told = await publishedAt(manager, stack.jurisdiction, cases.length, firstAt + seconds * 1_000 + RECORDED_WITHIN_MS);
  await expectRecordedOnce(stack, cases);
  return cases.map(({ caseId, dueAt }) => (told.get(caseId) ?? Number.NaN) - dueAt).sort((a, b) => a - b);
}

/** When NATS stored the fact that a case is overdue, epoch ms, by case; reads until it knows so many. */
async function publishedAt(manager: JetStreamManager, jurisdiction: string, expected: number, until: number): Promise<Map<string, number>> {
  const told = new Map<string, number>();
  const consumer = await manager.jetstream().consumers.get(streamNames(jurisdiction).events, { filter_subjects: eventSubject(jurisdiction) });
  while (told.size < expected) {
    if (Date.now() > until) throw new Error(`${told.size} of ${expected} cases were told to be overdue`);
    for await (const message of await consumer.fetch({ max_messages: CHUNK, expires: 1_000 })) {
      const fact = CaseEvent.parse(message.json());
      if (fact.fact === 'overdue') told.set(fact.caseId, message.info.timestampNanos / 1e6);
    }
  }
  return told;
}

async function expectRecordedOnce(stack: Stack, cases: readonly SeededCase[]): Promise<void> {
  const client = await mongo.MongoClient.connect(stack.mongodbUri);
  try {
    const ledger = client.db(stack.databases['coordinator']).collection<CommitDocument>('ledger');
    for (let from = 0; from < cases.length; from += CHUNK) {
      const chunk = cases.slice(from, from + CHUNK);
      const count = (seq: number) => ledger.countDocuments({ _id: { $in: chunk.map(({ caseId }) => commitId(`case/${caseId}`, seq)) } });
      if ((await count(2)) !== chunk.length || (await count(3)) !== 0) throw new Error('not every deadline was recorded once');
    }
  } finally {
    await client.close();
  }
}
