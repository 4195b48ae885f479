import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import type { CustomStrategy } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import type { Connection } from 'mongoose';
import { requestIdOf } from '@lianshen/contracts/kernel';
import { deskNoticeSubject, type CaseEvent, type DeskFact, type DeskNotice } from '@lianshen/contracts/messages';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { connectNats, JetStreamStrategy, PassErrorsOn, provisionStreams, type Nats } from '@lianshen/platform/messaging';
import { ProblemFilter } from '@lianshen/platform/http';
import { LOG, MONGO } from '@lianshen/platform/process';
import { AppModule } from './app.module.js';
import type { NotifierEnvironment } from './environment.js';
import { STANDARD_STREAM_BOUNDS, STREAM_BOUNDS, type StreamBounds } from './inbox/inbox-streams.js';
import { prepare } from './prepare.js';

/** A Monday at ten in the morning in China. */
export const MONDAY = Date.parse('2026-11-23T10:00:00+08:00');
const DUE = new Date('2026-11-30T17:30:00+08:00').toISOString();

const given = (name: 'TEST_MONGODB_URI' | 'TEST_NATS_URL'): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with npm test`);
  return value;
};

export class SettableClock implements Clock {
  constructor(private at: number) {}

  now(): number {
    return this.at;
  }

  pass(ms: number): void {
    this.at += ms;
  }

  moveTo(at: number): void {
    this.at = at;
  }
}

export const someCase = (): string => randomUUID().replace(/^(.{14})./, '$18');

export const noticeOf = (agency: string, fact: DeskFact = 'request-issued', caseId = someCase(), seq = 2): DeskNotice => ({
  agency,
  requestId: requestIdOf(caseId, agency, 1),
  fact,
  dueAt: DUE,
  seq,
  at: new Date(MONDAY).toISOString(),
});

export const caseFact = (fact: CaseEvent['fact'], caseId = someCase()): CaseEvent => ({ caseId, batchId: someCase(), seq: 5, fact, at: new Date(MONDAY).toISOString() });

/** The ground that outlives a notifier: servers' names, keys of the issuer, a clock. */
export class NotifierGround {
  readonly clock = new SettableClock(MONDAY);
  private readonly random = randomBytes(4).toString('hex');
  /** As the file of master keys has them; a test changes it as an operator would. */
  readonly masterKeys = [randomBytes(32)];
  readonly jurisdiction = `test-${this.random}`;
  private running: INestApplication | undefined;
  private url = '';

  private constructor(
    readonly nats: Nats,
    private readonly key: CryptoKey,
    private readonly jwks: { keys: Record<string, unknown>[] },
  ) {}

  static async lay(): Promise<NotifierGround> {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA');
    const nats = await connectNats({ url: given('TEST_NATS_URL'), inboxPrefix: '_INBOX', name: 'spec' });
    const ground = new NotifierGround(nats, privateKey, { keys: [{ ...(await exportJWK(publicKey)), alg: 'EdDSA', kid: 'spec' }] });
    await provisionStreams(nats.connection, ground.jurisdiction, 16 * 1024 ** 2);
    return ground;
  }

  get application(): INestApplication {
    if (!this.running) throw new Error('the notifier does not run');
    return this.running;
  }

  /** Starts the notifier, the first time or again over what the last one left. */
  async start(changes: Partial<NotifierEnvironment> = {}, bounds: Partial<StreamBounds> = {}): Promise<void> {
    const environment = this.environment(changes);
    const module = await Test.createTestingModule({ imports: [AppModule.for(environment)] })
      .overrideProvider(CLOCK).useValue(this.clock)
      .overrideProvider(STREAM_BOUNDS).useValue({ ...STANDARD_STREAM_BOUNDS, ...bounds })
      .compile();
    const application = module.createNestApplication({ logger: false, forceCloseConnections: true, bodyParser: false });
    application.useGlobalFilters(new ProblemFilter(application.get(LOG)));
    application.connectMicroservice<CustomStrategy>({ strategy: application.get(JetStreamStrategy) }, { inheritAppConfig: false }).useGlobalFilters(new PassErrorsOn());
    await application.init();
    await prepare(application);
    await application.startAllMicroservices();
    await application.listen(0, '127.0.0.1');
    this.url = `http://127.0.0.1:${((application.getHttpServer() as { address(): AddressInfo }).address()).port}`;
    this.running = application;
  }

  async stop(): Promise<void> {
    await this.running?.close();
    this.running = undefined;
  }

  async end(): Promise<void> {
    await this.running?.get<Connection>(MONGO).dropDatabase();
    await this.stop();
    await this.nats.connection.close();
  }

  async publish(...notices: DeskNotice[]): Promise<void> {
    await this.nats.jetstream.publish(deskNoticeSubject(this.jurisdiction), JSON.stringify({ notices, facts: [] }));
  }

  async publishFact(fact: CaseEvent): Promise<void> {
    await this.nats.jetstream.publish(deskNoticeSubject(this.jurisdiction), JSON.stringify({ notices: [], facts: [fact] }));
  }

  token(role: string, agency?: string): Promise<string> {
    return new SignJWT({ roles: [role], jurisdiction: this.jurisdiction, ...(agency === undefined ? {} : { agency }) })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'spec' }).setSubject(`spec-${role}`).setIssuer('spec').setAudience('spec').setExpirationTime('1h').sign(this.key);
  }

  /** Calls as one of an agency's people, or with `officer`, `auditor` and `administrator` as one of the coordinator's. */
  async call(as: string, path: string, init: { readonly body?: object; readonly headers?: Record<string, string>; readonly signal?: AbortSignal } = {}): Promise<Response> {
    const token = await (['officer', 'auditor', 'administrator'].includes(as) ? this.token(as) : this.token('clerk', as));
    const body = init.body === undefined ? {} : { method: 'POST', body: JSON.stringify(init.body) };
    const headers = { authorization: `Bearer ${token}`, ...(init.body === undefined ? {} : { 'content-type': 'application/json' }), ...init.headers };
    return fetch(`${this.url}${path}`, { ...body, headers, ...(init.signal === undefined ? {} : { signal: init.signal }) });
  }

  async read<T>(as: string, path: string, body?: object): Promise<T> {
    const response = await this.call(as, path, body === undefined ? {} : { body });
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  private environment(changes: Partial<NotifierEnvironment>): NotifierEnvironment {
    return {
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: 1,
      MONGODB_URI: given('TEST_MONGODB_URI'),
      MONGODB_DATABASE: `test_notifier_${this.random}`,
      JURISDICTION: this.jurisdiction,
      NATS_URL: given('TEST_NATS_URL'),
      NATS_INBOX_PREFIX: '_INBOX',
      LOG_LEVEL: 'silent',
      IDENTITY_JWKS_FILE: this.jwks,
      IDENTITY_ISSUER: 'spec',
      IDENTITY_AUDIENCE: 'spec',
      REQUESTS_PER_MINUTE: 10_000,
      COSTLY_REQUESTS_PER_MINUTE: 10_000,
      MASTER_KEY_FILE: { read: () => this.masterKeys },
      DESKS_FILE: {},
      MAIL_GATHER_SECONDS: 60,
      ...changes,
    };
  }
}

const WITHIN_MS = 10_000;
const EVERY_MS = 20;

/** Asks again until the answer is yes. @throws at the bound, with what was waited for. */
export async function eventually<T>(what: string, ask: () => Promise<T>, isDone: (answer: T) => boolean): Promise<T> {
  const until = Date.now() + WITHIN_MS;
  for (;;) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    if (Date.now() > until) throw new Error(`not within ${WITHIN_MS} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
