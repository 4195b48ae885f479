import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, mkdtempSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { CustomStrategy } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { mongo, type Connection } from 'mongoose';
import type { PartyPublicKeys } from '@lianshen/contracts/api';
import { COORDINATOR, toIso, type AgencyId } from '@lianshen/contracts/kernel';
import { MESSAGES, replySubject, Request, type MessageData, type MessageName } from '@lianshen/contracts/messages';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { JetStreamStrategy, type Nats } from '@lianshen/platform/messaging';
import { MONGO, NATS, OWN_KEYS } from '@lianshen/platform/process';
import { generateOwnKeys, KeyDirectory, publicKeysOf, Sealer, signEnvelope, type OpenedMessage, type OwnKeys } from '@lianshen/platform/sealing';
import { AgencyRegistry } from './agencies/agency-registry.js';
import { AppModule } from './app.module.js';
import type { CoordinatorEnvironment } from './environment.js';
import { prepare } from './prepare.js';

/** A clock that stands wherever a test puts it. */
export class SettableClock implements Clock {
  constructor(private at: number) {}

  now(): number {
    return this.at;
  }

  moveTo(at: number): void {
    this.at = at;
  }
}

/** An agency as the coordinator sees one: keys, and messages sealed with them. */
export class TestAgency {
  keys: OwnKeys;
  private sealer: Sealer;
  private readonly directory = new KeyDirectory();

  constructor(
    readonly id: AgencyId,
    coordinator: OwnKeys,
    private readonly clock: Clock,
    private readonly nats: Nats,
    private readonly jurisdiction: string,
  ) {
    this.keys = generateOwnKeys(id);
    this.knowCoordinator(publicKeysOf(coordinator));
    this.sealer = new Sealer(this.keys, this.directory);
  }

  /** It addresses these keys of the coordinator from here on. */
  knowCoordinator(keys: PartyPublicKeys): void {
    this.directory.register(keys);
  }

  /** Signs and seals with these keys from here on, and opens what is sealed to those before. */
  use(keys: OwnKeys): void {
    this.keys = { ...keys, alsoAgree: [this.keys.agree, ...(this.keys.alsoAgree ?? [])] };
    this.sealer = new Sealer(this.keys, this.directory);
  }

  /** Signs, seals and publishes a message; @returns the hash of what was signed. */
  async send<N extends MessageName>(name: N, data: MessageData<N>, times = 1): Promise<string> {
    const id = `${name}.${randomUUID()}`;
    const envelope = { specversion: '1.0' as const, id, type: MESSAGES[name].type, source: this.id, audience: COORDINATOR, time: toIso(this.clock.now()), data };
    const signed = signEnvelope(this.keys, envelope);
    for (let time = 0; time < times; time++) await this.publish(sealedOrThrow(this.sealer.seal(signed, COORDINATOR, this.clock.now())));
    return signed.payloadHash;
  }

  /** The request in a sealed line as `<id> <hash>`, where it is for this agency and is one; empty otherwise. */
  openedRequests(line: string): string[] {
    const opened = this.sealer.open(line, this.clock.now());
    if (!opened.ok || opened.value.envelope.type !== MESSAGES.request.type) return [];
    return [`${Request.parse(opened.value.envelope.data).requestId} ${opened.value.payloadHash}`];
  }

  /** Opens what the coordinator has sealed for it, also while the test puts its clock back. */
  open(line: string): OpenedMessage {
    const opened = this.sealer.open(line, this.clock.now() + 30 * 86_400_000);
    if (!opened.ok) throw new Error(opened.refusal.code);
    return opened.value;
  }

  /** Publishes anything on the agency's subject. */
  async publish(content: string): Promise<void> {
    await this.nats.jetstream.publish(replySubject(this.jurisdiction, this.id), content);
  }
}

const sealedOrThrow = (sealed: ReturnType<Sealer['seal']>): string => {
  if (!sealed.ok) throw new Error(sealed.refusal.code);
  return sealed.value;
};

export interface CoordinatorUnderTest {
  readonly application: INestApplicationContext;
  readonly clock: SettableClock;
  readonly environment: CoordinatorEnvironment;
  /** As the file of master keys has them; a test changes it as an operator would. */
  readonly masterKeys: Buffer[];
  readonly mongo: Connection;
  readonly nats: Nats;
  readonly agencies: Readonly<Record<AgencyId, TestAgency>>;
  /** Starts a further replica of the same coordinator; it ends with the first. */
  replica(): Promise<INestApplicationContext>;
  /** Ends the first replica alone; what it has stored stays. */
  leave(): Promise<void>;
  stop(): Promise<void>;
}

const AGENCIES = ['discipline', 'court', 'procuratorate', 'audit', 'petitions'];

const given = (name: 'TEST_MONGODB_URI' | 'TEST_NATS_URL' | 'TEST_REDIS_URL'): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with npm test`);
  return value;
};

/**
 * The coordinator as it is, on real servers under names of its own, with a clock that the test holds. Agencies are
 * keys of the test's; what they send is sealed and goes through NATS.
 * @param policy changes to standard-five. @param changes to its environment. @param before what is in the store before its first start, for the master key that it starts with.
 */
export async function startCoordinator(at: number, policy: object = {}, before?: (db: mongo.Db, masterKey: Buffer) => Promise<void>, changes: Partial<CoordinatorEnvironment> = {}): Promise<CoordinatorUnderTest> {
  const random = randomBytes(4).toString('hex');
  const policiesDir = mkdtempSync(join(tmpdir(), 'lianshen-policies-'));
  const standardFive = JSON.parse(readFileSync(new URL('../../../deploy/policies/standard-five.json', import.meta.url), 'utf8')) as object;
  writeFileSync(join(policiesDir, 'policy.json'), JSON.stringify({ ...standardFive, ...policy }));
  const masterKeys = [randomBytes(32)];
  const environment: CoordinatorEnvironment = {
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: 1,
    MONGODB_URI: given('TEST_MONGODB_URI'),
    MONGODB_DATABASE: `test_coordinator_${random}`,
    JURISDICTION: `test-${random}`,
    NATS_URL: given('TEST_NATS_URL'),
    NATS_INBOX_PREFIX: '_INBOX',
    LOG_LEVEL: 'silent',
    IDENTITY_JWKS_FILE: { keys: [] as never },
    IDENTITY_ISSUER: 'test',
    IDENTITY_AUDIENCE: 'test',
    REQUESTS_PER_MINUTE: 10_000,
    COSTLY_REQUESTS_PER_MINUTE: 10_000,
    MASTER_KEY_FILE: { read: () => masterKeys },
    REDIS_URL: given('TEST_REDIS_URL'),
    REDIS_PREFIX: `test-${random}`,
    POLICIES_DIR: policiesDir,
    STREAM_BYTES_MAX: 16 * 1024 ** 2,
    AGENCY_REPLIES_BYTES_MAX: 4 * 1024 ** 2,
    RECALL_BEAT_SECONDS: 900,
    AUTOMATIC_CONCLUSION: 'allowed',
    ...changes,
  };
  const clock = new SettableClock(at);
  if (before) await inStore(environment, (db) => before(db, masterKeys[0] as Buffer));
  const application = await startReplica(environment, clock);
  const replicas: INestApplicationContext[] = [];
  const store = application.get<Connection>(MONGO);
  const nats = application.get<Nats>(NATS);
  const own = application.get<OwnKeys>(OWN_KEYS);
  const agencies = Object.fromEntries(AGENCIES.map((id) => [id, new TestAgency(id, own, clock, nats, environment.JURISDICTION)]));
  for (const [id, agency] of Object.entries(agencies)) {
    await application.get(AgencyRegistry).register(id, publicKeysOf(agency.keys), { actor: { kind: 'machine', id: 'test' }, cause: 'test' });
  }
  let left = false;
  const leave = async () => {
    if (!left) await application.close();
    left = true;
  };
  const stop = async () => {
    await Promise.all(replicas.map((each) => each.close()));
    await leave();
    await inStore(environment, (db) => db.dropDatabase());
    rmSync(policiesDir, { recursive: true, force: true });
  };
  const replica = async () => {
    const further = await startReplica(environment, clock);
    replicas.push(further);
    return further;
  };
  return { application, clock, environment, masterKeys, mongo: store, nats, agencies, replica, leave, stop };
}

async function inStore({ MONGODB_URI, MONGODB_DATABASE }: CoordinatorEnvironment, work: (db: mongo.Db) => Promise<unknown>): Promise<void> {
  const client = await mongo.MongoClient.connect(MONGODB_URI);
  await work(client.db(MONGODB_DATABASE)).finally(() => client.close());
}

/** One process of the coordinator. */
async function startReplica(environment: CoordinatorEnvironment, clock: Clock): Promise<INestApplicationContext> {
  const module = await Test.createTestingModule({ imports: [AppModule.for(environment)] }).overrideProvider(CLOCK).useValue(clock).compile();
  const application = module.createNestApplication({ logger: false });
  application.connectMicroservice<CustomStrategy>({ strategy: application.get(JetStreamStrategy) });
  await application.init();
  await prepare(application);
  await application.startAllMicroservices();
  return application;
}
