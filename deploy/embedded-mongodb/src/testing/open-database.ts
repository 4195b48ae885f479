import { randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import { openEngine } from './open-store.js';

export interface OpenedDatabase {
  readonly uri: string;
  readonly client: mongo.MongoClient;
  readonly db: mongo.Db;
  /** Drops the database and lets go of the engine. */
  close(): Promise<void>;
}

/** A database with a name of its own on the engine under test. */
export async function openDatabase(): Promise<OpenedDatabase> {
  const engine = await openEngine();
  const client = await new mongo.MongoClient(engine.uri).connect();
  const db = client.db(`conform-${randomUUID().slice(0, 13)}`);
  return {
    uri: engine.uri,
    client,
    db,
    async close() {
      await db.dropDatabase();
      await client.close();
      await engine.close();
    },
  };
}

/** The code and codeName of the error that a call ends in. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: number | undefined; message: string }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof mongo.MongoServerError) return { code: error.code as number, message: error.message };
    throw error;
  }
  throw new Error('the call was not refused');
}
