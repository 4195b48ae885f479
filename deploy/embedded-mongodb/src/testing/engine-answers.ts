import { EJSON } from 'bson';
import { mongo } from 'mongoose';
import type { Scenario } from './scenario.js';
import type { Fields } from './random-values.js';

/** Keeps every BSON type as it is, so that an int32 cannot pass for a double. */
const asStored = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const;

const asText = (value: unknown): string => EJSON.stringify(value, { relaxed: false });

/** Groups come in no defined order. */
const isGroup = (command: Fields): boolean => asText(command['pipeline'] ?? []).includes('$group');

interface RawAnswer {
  readonly cursor: { readonly firstBatch: readonly unknown[] };
  readonly value: unknown;
  readonly lastErrorObject: unknown;
  readonly values: readonly unknown[];
  readonly n: unknown;
  readonly nModified: unknown;
  readonly upserted: unknown;
  readonly writeErrors: readonly { readonly index: unknown; readonly code: unknown }[];
}

function withoutTimes(answer: Fields, isGrouped: boolean): Fields {
  const { cursor, value, lastErrorObject, values, n, nModified, upserted, writeErrors } = answer as Partial<RawAnswer>;
  return {
    ...(cursor && { found: isGrouped ? cursor.firstBatch.map(asText).sort() : cursor.firstBatch }),
    ...(value !== undefined && { value, lastErrorObject }),
    ...(values && { values: distinctValues(values) }),
    ...(n !== undefined && { n: Number(n) }),
    ...(nModified !== undefined && { nModified: Number(nModified) }),
    ...(upserted !== undefined && { upserted }),
    ...(writeErrors && {
      writeErrors: writeErrors.map(({ index, code }) => ({ index: Number(index), code: Number(code) })),
    }),
  };
}

/** Without order, which is not defined, and without null and undefined, which MongoDB adds for missing fields and empty arrays when it reads an index. */
const distinctValues = (values: readonly unknown[]): string[] =>
  values.filter((item) => item !== null && item !== undefined).map(asText).sort();

/** What an engine says to a command, without what may differ from run to run: made ids, texts, and order without a sort. */
async function answerTo(db: mongo.Db, command: Fields): Promise<string> {
  try {
    const answer = withoutTimes(await db.command(command, asStored), isGroup(command));
    return withoutMadeIds(asText(answer));
  } catch (error) {
    if (error instanceof mongo.MongoServerError) return `error ${error.code}`;
    throw error;
  }
}

const knownIds = new Set(['5f5f5f5f5f5f5f5f5f5f5f5f', '6f5f5f5f5f5f5f5f5f5f5f5f']);

const withoutMadeIds = (text: string): string =>
  text.replace(/\{"\$oid":"([0-9a-f]{24})"\}/g, (whole, id: string) => (knownIds.has(id) ? whole : '"made id"'));

export async function answersOf(db: mongo.Db, scenario: Scenario): Promise<string[]> {
  const answers: string[] = [];
  for (const command of scenario.commands) answers.push(await answerTo(db, command));
  return answers;
}
