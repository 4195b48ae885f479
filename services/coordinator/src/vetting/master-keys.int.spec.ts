import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import type { CaseId } from '@lianshen/contracts/kernel';
import { OWN_KEYS, WrappingKeysController } from '@lianshen/platform/process';
import { deriveId, encryptBytes, exportPrivate, generateOwnKeys, Rewrapping, WrappingKeys, type OwnKeys } from '@lianshen/platform/sealing';
import { startCoordinator, type CoordinatorUnderTest } from '../coordinator.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { ImportBatches } from '../intake/import-batch/import-batch.js';
import { CaseStreams } from './case-streams.js';
import { aList, CasesUnderTest, MONDAY, OFFICER } from './cases.spec-kit.js';

const AGENCIES = ['discipline', 'court', 'procuratorate', 'audit', 'petitions'];

const report = (process: INestApplicationContext) => process.get(WrappingKeysController).report();
/** Whether the earliest key may be taken out. */
const isFree = async (process: INestApplicationContext): Promise<boolean> => (await report(process)).keys[0]?.mayBeTakenOut === true;
const nameIn = async (process: INestApplicationContext, caseId: CaseId): Promise<string | undefined> => (await process.get(CaseStreams).load(caseId)).state.candidate?.name;

/** A master key is put in, and these processes see it. */
async function rotate(hub: CoordinatorUnderTest, ...processes: INestApplicationContext[]): Promise<void> {
  hub.masterKeys.push(randomBytes(32));
  await Promise.all(processes.map((each) => each.get(WrappingKeys).reload()));
}

describe('the master key of two replicas over real NATS, Redis and MongoDB', () => {
  let hub: CoordinatorUnderTest;
  let other: INestApplicationContext;
  let cases: CasesUnderTest;

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    other = await hub.replica();
    cases = new CasesUnderTest(hub);
  }, 60_000);

  afterAll(() => hub.stop(), 30_000);

  it('is rotated while cases are opened, answered and erased, and after a restart without the old one everything opens', async () => {
    const before: CaseId[] = [];
    for (let count = 0; count < 4; count += 1) before.push(await cases.open());
    const [erased] = before as [CaseId];
    const kid = hub.application.get<OwnKeys>(OWN_KEYS).sign.kid;
    await rotate(hub, hub.application, other);
    const turns = Promise.all([hub.application, other].map((each) => each.get(Rewrapping).turn()));
    const erasing = hub.mongo.collection<{ _id: string }>('wrapped_keys').deleteOne({ _id: erased });
    const opening = cases.open();
    for (const caseId of before.slice(1)) await cases.answer(caseId, 'CLEAR', ...AGENCIES);
    const during = await opening;
    await cases.answer(during, 'CLEAR', ...AGENCIES);
    await Promise.all([turns, erasing]);
    await eventually('nothing wrapped by the old key', () => isFree(other), (is) => is);

    hub.masterKeys.shift();
    const fresh = await hub.replica();
    for (const caseId of [...before.slice(1), during]) {
      expect([(await fresh.get(CaseStreams).load(caseId)).state.status, await nameIn(fresh, caseId)]).toEqual(['cleared', '试例甲']);
    }
    expect((await fresh.get(CaseStreams).load(erased)).erased).toBe(true);
    expect(await hub.mongo.collection<{ _id: string }>('wrapped_keys').countDocuments({ _id: erased })).toBe(0);
    expect(fresh.get<OwnKeys>(OWN_KEYS).sign.kid).toBe(kid);
  }, 60_000);

  it('leaves the answer to a repeated import what it was', async () => {
    const command = { policy: 'standard-five', title: '测试', rows: 'all' as const, fileName: 'a.csv', content: Buffer.from(aList(40)) };
    const send = (process: INestApplicationContext) => process.get(ImportBatches).import(command, { kind: 'person', id: OFFICER.sub }, 'the-same-key');
    const first = await send(hub.application);
    await rotate(hub, hub.application, other);
    expect(await send(other)).toEqual(first);
    expect(first.ok).toBe(true);
  });

  it('wraps dead letters too, which open by the new one', async () => {
    await hub.agencies['court']?.publish('no sealed message');
    const letters = hub.mongo.collection('dead_letters');
    await eventually('a dead letter', () => letters.countDocuments(), (count) => count === 1);
    await rotate(hub, hub.application, other);
    await hub.application.get(Rewrapping).turn();
    expect(await letters.findOne({})).toMatchObject({ by: hub.application.get(WrappingKeys).current.id });
    expect((await report(other)).keys.at(-1)).toMatchObject({ current: true, wraps: { deadLetters: 1, ownKeys: 1 } });
  });
});

/** As a coordinator of before there were wrapping keys leaves its store: nothing says by which key it is wrapped. */
const unmark = async (db: mongo.Db): Promise<void> => {
  await db.collection('wrapping_keys').drop();
  for (const name of ['own_keys', 'wrapped_keys', 'dead_letters']) await db.collection(name).updateMany({}, { $unset: { by: '' } });
};

describe('a store of before there were wrapping keys', () => {
  const keys = generateOwnKeys('coordinator');
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY, {}, async (db, masterKey) => {
      await db.collection<{ _id: string }>('own_keys').insertOne({ _id: 'coordinator', wrapped: new mongo.Binary(encryptBytes(masterKey, 'own-keys|coordinator', exportPrivate(keys))) } as never);
    });
    cases = new CasesUnderTest(hub);
  }, 60_000);

  afterAll(() => hub.stop(), 30_000);

  it('opens with the file as it was, keeps every id that was derived, and lets the old key go after a rotation', async () => {
    const [old] = hub.masterKeys as [Buffer];
    const caseId = await cases.open();
    await unmark(hub.mongo.db as mongo.Db);
    const updated = await hub.replica();
    expect(updated.get<OwnKeys>(OWN_KEYS).sign.kid).toBe(keys.sign.kid);
    const opened = await updated.get(ImportBatches).openEmpty({ policy: 'standard-five', title: '测试' }, { kind: 'person', id: OFFICER.sub }, 'as-before');
    expect(opened).toEqual({ ok: true, value: deriveId(old, 'batch', OFFICER.sub, 'as-before') });
    await rotate(hub, updated);
    await updated.get(Rewrapping).turn();
    expect(await isFree(updated)).toBe(true);
    hub.masterKeys.shift();
    const after = await hub.replica();
    expect(await nameIn(after, caseId)).toBe('试例甲');
    const again = await after.get(ImportBatches).openEmpty({ policy: 'standard-five', title: '测试' }, { kind: 'person', id: OFFICER.sub }, 'as-before');
    expect(again).toEqual(opened);
  }, 60_000);

  it('stops the start of a process whose file has none of its keys, with a word that names the variable and changes nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lianshen-wrong-key-'));
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const { MONGODB_URI, MONGODB_DATABASE, NATS_URL, JURISDICTION, REDIS_URL, REDIS_PREFIX, POLICIES_DIR } = hub.environment;
    const env = {
      PATH: process.env['PATH'], MONGODB_URI, MONGODB_DATABASE, NATS_URL, JURISDICTION, REDIS_URL, REDIS_PREFIX, POLICIES_DIR,
      HTTP_PORT: '1', NATS_PLAINTEXT: 'allowed', IDENTITY_ISSUER: 'test', IDENTITY_AUDIENCE: 'test', IDENTITY_JWKS_FILE: file('jwks.json', '{"keys":[{}]}'), MASTER_KEY_FILE: file('master.key', randomBytes(32).toString('base64url')),
    };
    const before = await hub.mongo.collection('wrapping_keys').find({}).toArray();
    const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [main], { env, encoding: 'utf8', timeout: 30_000 });
    rmSync(folder, { recursive: true });
    expect([status, stderr]).toEqual([78, expect.stringMatching(/MASTER_KEY_FILE lacks the master key [\w-]{16}, /)]);
    expect(await hub.mongo.collection('wrapping_keys').find({}).toArray()).toEqual(before);
  }, 40_000);
});
