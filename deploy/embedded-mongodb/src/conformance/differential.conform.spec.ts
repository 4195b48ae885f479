import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EJSON } from 'bson';
import { mongo } from 'mongoose';
import { answersOf } from '../testing/engine-answers.js';
import { openTemporaryStore, type OpenedStore } from '../testing/open-store.js';
import { makeScenario, type Scenario } from '../testing/scenario.js';

/**
 * Random scenarios on the embedded store, held against MongoDB itself where MONGODB_URI names one, and otherwise
 * against the answers that MongoDB once gave. `RECORD_ANSWERS=1` with MONGODB_URI writes those anew.
 */
const fixture = fileURLToPath(new URL('../fixtures/recorded-answers.json', import.meta.url));
const uri = process.env['MONGODB_URI'];
const isRecording = uri !== undefined && process.env['RECORD_ANSWERS'] === '1';

const portions = 10;
const scenariosPerPortion = 20;

interface Recorded {
  /** Of the commands, so that a changed generator is told apart from a changed store. */
  readonly scenario: string;
  readonly answers: readonly string[];
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
const scenarioDigest = (scenario: Scenario): string => digest(EJSON.stringify(scenario.commands, { relaxed: false }));
const shortened = (answer: string): string => (answer.length > 80 ? digest(answer) : answer);

const recorded: Record<string, Recorded> = isRecording ? {} : (JSON.parse(readFileSync(fixture, 'utf8')) as Record<string, Recorded>);

let store: OpenedStore;
let ours: mongo.MongoClient;
let theirs: mongo.MongoClient | undefined;
const database = `differential-${randomUUID().slice(0, 13)}`;

beforeAll(async () => {
  store = await openTemporaryStore();
  ours = await new mongo.MongoClient(store.uri).connect();
  theirs = uri ? await new mongo.MongoClient(uri).connect() : undefined;
});

afterAll(async () => {
  if (isRecording) writeFileSync(fixture, `${JSON.stringify(recorded, null, 1)}\n`);
  await theirs?.db(database).dropDatabase();
  await theirs?.close();
  await ours.close();
  await store.close();
});

async function expectSameAnswers(scenario: Scenario): Promise<void> {
  const own = await answersOf(ours.db(database), scenario);
  if (theirs) {
    const real = await answersOf(theirs.db(database), scenario);
    if (isRecording) recorded[scenario.seed] = { scenario: scenarioDigest(scenario), answers: real.map(shortened) };
    scenario.commands.forEach((command, i) => {
      expect({ seed: scenario.seed, command: EJSON.stringify(command), answer: own[i] }).toEqual({
        seed: scenario.seed,
        command: EJSON.stringify(command),
        answer: real[i],
      });
    });
    return;
  }
  const known = recorded[scenario.seed];
  expect({ seed: scenario.seed, scenario: scenarioDigest(scenario), answers: own.map(shortened) }).toEqual({ seed: scenario.seed, ...known });
}

describe('random commands', () => {
  test.each(Array.from({ length: portions }, (_, portion) => portion))('portion %i is answered as MongoDB answers it', async (portion) => {
    for (let i = 0; i < scenariosPerPortion; i++) {
      const seed = portion * scenariosPerPortion + i;
      await expectSameAnswers(makeScenario(seed, `s${seed}`));
    }
  }, 30_000);
});
