import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { CustomStrategy } from '@nestjs/microservices';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { Connection } from 'mongoose';
import { toIso } from '@lianshen/contracts/kernel';
import type { Request } from '@lianshen/contracts/messages';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { ProblemFilter } from '@lianshen/platform/http';
import { connectNats, JetStreamStrategy, PassErrorsOn, provisionAgency, provisionStreams } from '@lianshen/platform/messaging';
import { LOG, MONGO, OWN_KEYS } from '@lianshen/platform/process';
import { type OwnKeys } from '@lianshen/platform/sealing';
import { AppModule } from './app.module.js';
import type { AdapterEnvironment } from './environment.js';
import { eventually } from './eventually.spec-kit.js';
import { prepare } from './prepare.js';
import { TestCoordinator } from './test-coordinator.spec-kit.js';
import { TestIssuer } from './test-staff.spec-kit.js';

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

export interface Answered {
  readonly status: number;
  readonly etag: string;
  /** Of an answer that is no JSON its `text`. */
  readonly body: Record<string, never> & { readonly code?: string };
}

export interface Call {
  readonly token?: string | undefined;
  readonly body?: object;
  readonly key?: string;
  readonly ifMatch?: string;
  /** Whether the person declares, when they are asked to, that they are related to nobody; as a page would have them do first. */
  readonly declares?: boolean;
}

export interface AdapterUnderTest {
  /** As it runs now. */
  readonly application: INestApplication;
  readonly clock: SettableClock;
  readonly mongo: Connection;
  readonly coordinator: TestCoordinator;
  readonly issuer: TestIssuer;
  call(method: string, path: string, call?: Call): Promise<Answered>;
  /** A request of the coordinator that is not sent yet. */
  newRequest(): Request;
  /** Sends a request of the coordinator, so many times; @returns it. */
  request(changed?: Partial<Request>, times?: number): Promise<Request>;
  /** As the file of master keys has them; a test changes it as an operator would. */
  readonly masterKeys: Buffer[];
  /** Starts a second process of the agency on the same store; it ends with the first. @returns where it is reached. */
  beside(): Promise<string>;
  /** Where it is reached. */
  readonly origin: string;
  /** Ends it and starts it on the same store, with other settings where they are given. */
  restart(changed?: Partial<AdapterEnvironment>): Promise<void>;
  stop(): Promise<void>;
}

const given = (name: 'TEST_MONGODB_URI' | 'TEST_NATS_URL'): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with npm test`);
  return value;
};

const AGENCY = 'court';
const DAY_MS = 86_400_000;

/**
 * The adapter of the court as it is, on real servers under names of its own, with a clock and a coordinator of the test's.
 * @param changed settings besides those of an adapter without a connector.
 */
export async function startAdapter(at: number, changed: Partial<AdapterEnvironment> = {}): Promise<AdapterUnderTest> {
  const random = randomBytes(4).toString('hex');
  const jurisdiction = `test-${random}`;
  const clock = new SettableClock(at);
  const issuer = new TestIssuer(jurisdiction);
  const nats = await connectNats({ url: given('TEST_NATS_URL'), inboxPrefix: '_INBOX', name: 'test-coordinator' });
  await provisionStreams(nats.connection, jurisdiction, 16 * 1024 ** 2);
  await provisionAgency(nats.connection, jurisdiction, AGENCY, 4 * 1024 ** 2);
  const coordinator = new TestCoordinator(AGENCY, clock, nats, jurisdiction);
  const masterKeys = [randomBytes(32)];
  let environment = { ...environmentOf(random, jurisdiction, coordinator, issuer, masterKeys), ...changed };
  let application = await startApplication(environment, clock);
  coordinator.meet(application.get<OwnKeys>(OWN_KEYS));
  const mongo = () => application.get<Connection>(MONGO);
  const others: INestApplication[] = [];
  const originOf = (of: INestApplication) => `http://127.0.0.1:${((of.getHttpServer() as Server).address() as AddressInfo).port}`;
  return {
    get application() {
      return application;
    },
    get mongo() {
      return mongo();
    },
    get origin() {
      return originOf(application);
    },
    clock, coordinator, issuer, masterKeys,
    beside: async () => {
      const other = await startApplication(environment, clock);
      others.push(other);
      return originOf(other);
    },
    restart: async (others = {}) => {
      await application.close();
      environment = { ...environment, ...others };
      application = await startApplication(environment, clock);
    },
    stop: async () => {
      for (const other of others) await other.close();
      await mongo().dropDatabase();
      await application.close();
      await nats.connection.close();
    },
    call: (method, path, options) => callAsStaff(originOf(application), path, method, options),
    newRequest: () => aRequest(clock.now()),
    request: async (fields = {}, times = 1) => {
      const request = { ...aRequest(clock.now()), ...fields };
      await coordinator.send('request', request, times);
      return request;
    },
  };
}

const environmentOf = (random: string, jurisdiction: string, coordinator: TestCoordinator, issuer: TestIssuer, masterKeys: Buffer[]): AdapterEnvironment => ({
  HTTP_HOST: '127.0.0.1',
  HTTP_PORT: 1,
  MONGODB_URI: given('TEST_MONGODB_URI'),
  MONGODB_DATABASE: `test_adapter_${random}`,
  JURISDICTION: jurisdiction,
  NATS_URL: given('TEST_NATS_URL'),
  NATS_INBOX_PREFIX: '_INBOX',
  LOG_LEVEL: 'silent',
  IDENTITY_JWKS_FILE: issuer.jwks,
  IDENTITY_ISSUER: 'test',
  IDENTITY_AUDIENCE: 'test',
  REQUESTS_PER_MINUTE: 10_000,
  COSTLY_REQUESTS_PER_MINUTE: 10_000,
  MASTER_KEY_FILE: { read: () => masterKeys },
  AGENCY_ID: AGENCY,
  AGENCY_NAME: '市试例法院',
  COORDINATOR_NAME: '市委组织部',
  CONNECTOR: { kind: 'manual' },
  COORDINATOR_KEYS_FILE: { read: () => coordinator.generations as ReturnType<AdapterEnvironment['COORDINATOR_KEYS_FILE']['read']> },
});

async function startApplication(environment: AdapterEnvironment, clock: Clock): Promise<INestApplication> {
  const module = await Test.createTestingModule({ imports: [AppModule.for(environment)] }).overrideProvider(CLOCK).useValue(clock).compile();
  const application = module.createNestApplication({ logger: false, bodyParser: false });
  application.useGlobalFilters(new ProblemFilter(application.get(LOG)));
  application.connectMicroservice<CustomStrategy>({ strategy: application.get(JetStreamStrategy) }, { inheritAppConfig: false }).useGlobalFilters(new PassErrorsOn());
  await application.init();
  await prepare(application);
  await application.startAllMicroservices();
  await application.listen(0, '127.0.0.1');
  return application;
}

/** Whoever has to declare first says of everybody in the batch that they are not related, and does it again. */
async function callAsStaff(origin: string, path: string, method: string, options: Call = {}): Promise<Answered> {
  const answered = await call(origin + path, method, options);
  if (answered.body.code !== 'declaration.missing' || options.declares === false) return answered;
  const declaration = `${origin}/api/declarations/${(answered.body['params'] as unknown as { batch: string }).batch}`;
  // The list of a batch may be a moment behind what has come.
  const listed = await eventually('a batch to declare for', () => call(declaration, 'GET', { token: options.token }), ({ status }) => status !== 404);
  if (listed.status !== 200) return listed;
  const cases = (listed.body['cases'] as unknown as { caseId: string }[]).map(({ caseId }) => caseId);
  const declared = await call(declaration, 'PUT', { token: options.token, body: { cases } });
  return declared.status === 200 ? call(origin + path, method, options) : declared;
}

async function call(url: string, method: string, { token, body, key, ifMatch }: Call = {}): Promise<Answered> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, etag: response.headers.get('etag') ?? '', body: (isJson ? await response.json() : { text: await response.text() }) as never };
}

/** A request about an invented person. */
function aRequest(now: number): Request {
  const bytes = randomBytes(16).toString('hex');
  const caseId = `${bytes.slice(0, 8)}-${bytes.slice(8, 12)}-8${bytes.slice(13, 16)}-a${bytes.slice(17, 20)}-${bytes.slice(20, 32)}`;
  return {
    requestId: `${caseId}.${AGENCY}.1`,
    caseId,
    agency: AGENCY,
    round: 1,
    policy: { name: 'standard-five', version: 1 },
    scope: '涉诉涉执、失信被执行人、刑事判决',
    categories: { 无: 'CLEAR', 有未结涉诉: 'FLAG_VERIFYING', 列入失信: 'OBJECT' },
    person: { name: '试例甲', identityNumber: '990101198001010014' },
    nonce: randomBytes(16).toString('base64url'),
    issuedAt: toIso(now),
    dueAt: toIso(now + 7 * DAY_MS),
    deadlineVersion: 1,
    approversMin: 1,
    destroyAfter: toIso(now + 1_000 * DAY_MS),
  };
}
