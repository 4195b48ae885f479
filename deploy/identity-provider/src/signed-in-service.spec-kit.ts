import 'reflect-metadata';
import { randomBytes, type JsonWebKey } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { jest } from '@jest/globals';
import { Controller, Get, HttpCode, Module, Post, SetMetadata, type INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { Request, Response } from 'express';
import { exportJWK, generateKeyPair } from 'jose';
import { CLOCK } from '@lianshen/platform/clock';
import { ProblemFilter } from '@lianshen/platform/http';
import { ROLES, SignedIn, SignInController, type Person } from '@lianshen/platform/identity';
import { identityProviders, LOG, securityHeaders, Shutdown, SIGN_IN_SECRET } from '@lianshen/platform/process';
import { createLog, createMetrics, METRICS } from '@lianshen/platform/telemetry';
import { Browser, type Page } from './browser.spec-kit.js';
import type { DemoPerson, ProviderSettings } from './provider-settings.js';
import { startProvider, type RunningProvider } from './start-provider.js';

export const OFFICER = { sub: 'spec-officer', name: '试例经办', roles: ['officer'] };
export const CLERK = { sub: 'spec-clerk', name: '试例经办人', roles: ['clerk'], agency: 'court' };
export const NOBODY = { sub: 'spec-nobody', name: '试例无职', roles: [] };
export const CLIENT_ID = 'spec-service';
export const AUDIENCE = 'spec-hub';
export const JURISDICTION = 'spec';

@Controller('api/things')
class ThingsController {
  @Get()
  @SetMetadata(ROLES, ['officer'])
  list(@SignedIn() person: Person): object {
    return { by: person.sub };
  }

  @Post()
  @HttpCode(200)
  @SetMetadata(ROLES, ['officer'])
  make(@SignedIn() person: Person): object {
    return { by: person.sub };
  }
}

/** Redis behind a door that a test can shut. */
class RedisDoor {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  constructor(private readonly target: URL) {}

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async open(): Promise<void> {
    const server = createServer((near) => {
      const far = connect(Number(this.target.port), this.target.hostname);
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('error', () => socket.destroy()).on('close', () => (near.destroy(), far.destroy()));
      }
      near.pipe(far).pipe(near);
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async shut(): Promise<void> {
    const closed = new Promise((resolve) => this.server?.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const given = (name: 'TEST_REDIS_URL'): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with npm test`);
  return value;
};

/** A service of one protected resource that people sign in to, the provider that it asks, and a clock that the test holds. */
export class SignedInService {
  readonly prefix = `spec-${randomBytes(4).toString('hex')}`;
  readonly redis = new RedisDoor(new URL(given('TEST_REDIS_URL')));
  now = Date.now();
  /** What was answered under /auth: `get /auth/login 303`. */
  readonly answered = new Set<string>();
  private application: INestApplication | undefined;
  private running: RunningProvider | undefined;

  private constructor(
    readonly url: string,
    readonly settings: ProviderSettings,
    readonly machineKey: JsonWebKey,
  ) {}

  static async start(): Promise<SignedInService> {
    const [providerPort, servicePort] = [await freePort(), await freePort()];
    const keyOf = async (kid: string) => ({ ...(await exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey)), kid, alg: 'EdDSA', use: 'sig' });
    const machineKey = await keyOf('machine');
    const url = `http://127.0.0.1:${servicePort}`;
    const secret = () => randomBytes(32).toString('base64url');
    const service = new SignedInService(url, {
      issuer: `http://127.0.0.1:${providerPort}`, port: providerPort, signingKey: await keyOf('spec'), audience: AUDIENCE, jurisdiction: JURISDICTION,
      people: [OFFICER, CLERK, NOBODY],
      parties: [{ clientId: CLIENT_ID, secret: secret(), name: '试例服务', url }],
      machines: [
        { clientId: 'machine-with-secret', secret: secret(), roles: ['officer'] },
        { clientId: 'machine-with-key', jwks: { keys: [publicPartOf(machineKey)] }, roles: ['clerk'], agency: 'court' },
      ],
    }, machineKey);
    await service.redis.open();
    await service.startProvider();
    await service.startApplication(servicePort);
    return service;
  }

  get issuer(): string {
    return this.settings.issuer;
  }

  get sessionCookie(): string {
    return `lianshen-session-${new URL(this.url).port}`;
  }

  get loginCookie(): string {
    return `lianshen-login-${new URL(this.url).port}`;
  }

  async startProvider(): Promise<void> {
    this.running = await startProvider(this.settings);
  }

  async stopProvider(): Promise<void> {
    await this.running?.close();
  }

  setPeople(people: readonly DemoPerson[]): void {
    this.running?.setPeople(people);
  }

  /** Signs somebody in. @returns the page that they end on. */
  async signIn(browser: Browser, sub: string, returnTo?: string): Promise<Page> {
    const asked = await browser.follow(`${this.url}/auth/login${returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`}`);
    return browser.press(asked, { person: sub });
  }

  /** A browser in which somebody has signed in, and what they show with what they change. */
  async signedIn(sub = OFFICER.sub): Promise<{ browser: Browser; csrf: string }> {
    const browser = new Browser();
    const page = await this.signIn(browser, sub);
    if (page.status !== 200) throw new Error(`${page.url}: ${page.status} ${page.text}`);
    return { browser, csrf: (JSON.parse(page.text) as { session: { csrfToken: string } }).session.csrfToken };
  }

  /** @returns `200`, or the code of the problem. */
  async read(browser: Browser): Promise<number | string> {
    return outcomeOf(await browser.visit(`${this.url}/api/things`));
  }

  async stop(): Promise<void> {
    await this.application?.close();
    await this.redis.shut();
    await this.stopProvider();
  }

  private async startApplication(port: number): Promise<void> {
    const log = createLog('spec', 'silent');
    const environment = {
      IDENTITY_ISSUER: this.issuer, IDENTITY_AUDIENCE: AUDIENCE, JURISDICTION, REQUESTS_PER_MINUTE: 10_000, COSTLY_REQUESTS_PER_MINUTE: 10_000,
      OIDC_ISSUER: this.issuer, OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET_FILE: this.settings.parties[0]?.secret, PUBLIC_URL: this.url, REDIS_URL: this.redis.url, REDIS_PREFIX: this.prefix,
    };
    @Module({
      controllers: [SignInController, ThingsController],
      providers: [{ provide: CLOCK, useValue: { now: () => this.now } }, { provide: LOG, useValue: log }, { provide: METRICS, useValue: createMetrics('spec') }, Shutdown, { provide: SIGN_IN_SECRET, useValue: randomBytes(32) }, ...identityProviders(environment)],
    })
    class ServiceModule {}
    const module = await Test.createTestingModule({ imports: [ServiceModule] }).compile();
    this.application = module.createNestApplication({ logger: false, bodyParser: false, forceCloseConnections: true });
    this.application.use(...securityHeaders());
    this.application.useGlobalFilters(new ProblemFilter(log));
    this.application.use('/auth', ({ method, baseUrl, path }: Request, response: Response, next: () => void) => {
      response.on('finish', () => this.answered.add(`${method.toLowerCase()} ${baseUrl}${path} ${response.statusCode}`));
      next();
    });
    await this.application.listen(port, '127.0.0.1');
  }
}

/** The provider says at each start that it is not for production, which it is not. */
export const quiet = (): void => void jest.spyOn(console, 'warn').mockImplementation(() => undefined);

const publicPartOf = (key: JsonWebKey): Record<string, unknown> => Object.fromEntries(Object.entries(key).filter(([name]) => name !== 'd'));

export const outcomeOf = ({ status, text }: Page): number | string => (status < 400 ? status : (JSON.parse(text) as { code: string }).code);
