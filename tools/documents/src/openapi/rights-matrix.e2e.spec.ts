import { createPrivateKey, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { API_ROUTES, type ApiRoute, type ApiService } from '@lianshen/contracts/api';
import { Role, ROLES_OF } from '@lianshen/contracts/rights';
import { startHub, type Stack } from './documented-hub.spec-kit.js';

const UNKNOWN = '5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f';
const PATH = { caseId: UNKNOWN, batchId: UNKNOWN, requestId: `${UNKNOWN}.court.1`, agency: 'nobody', number: '99', letterId: 'none', kid: 'A'.repeat(22) } as Readonly<Record<string, string>>;
const AGENCY = 'court';
const STAFF: readonly Role[] = ['clerk', 'approver', 'agencyHead'];

interface Caller {
  readonly roles: readonly string[];
  readonly agency?: string;
  readonly jurisdiction?: string;
}

interface Door {
  readonly service: ApiService;
  readonly route: ApiRoute;
}

const DOORS: readonly Door[] = API_ROUTES.flatMap((route) => (route.access === 'public' ? [] : route.services.map((service) => ({ service, route }))));

/** Whose people a route is for: at an adapter its agency's, at the coordinator those of none; a desk is asked of the role. */
const ownAgencyOf = ({ service }: Door, role: Role): string | undefined => (service === 'agency-adapter' || (service === 'notifier' && STAFF.includes(role)) ? AGENCY : undefined);
/** What the coordinator and the adapters offer alike is open to the roles of that party alone. */
const countsAt = ({ service, route }: Door, role: Role): boolean =>
  !(route.path.startsWith('/api/') && route.services.includes('coordinator') && route.services.includes('agency-adapter')) || ROLES_OF[service === 'coordinator' ? 'coordinator' : 'agency'].includes(role);
const isAsked = (status: number): boolean => status !== 401 && status !== 403;

describe('every role on every route of the running hub', () => {
  let stack: Stack;
  let mint: (caller: Caller) => Promise<string>;

  beforeAll(async () => {
    stack = await startHub();
    const jwk = JSON.parse(readFileSync(join(stack.dir, 'secrets', 'identity.jwk.json'), 'utf8')) as { readonly x: string };
    const { keys } = JSON.parse(readFileSync(join(stack.dir, 'trust', 'identity.jwks.json'), 'utf8')) as { keys: { kid: string }[] };
    const key = createPrivateKey({ key: jwk as never, format: 'jwk' });
    // Each call is another person, so that nobody is told to wait.
    mint = ({ roles, agency, jurisdiction = stack.jurisdiction }) =>
      new SignJWT({ roles: [...roles], jurisdiction, ...(agency === undefined ? {} : { agency }) })
        .setProtectedHeader({ alg: 'EdDSA', kid: keys[0]?.kid ?? '' }).setIssuer('urn:lianshen:local-launcher').setAudience('lianshen').setSubject(randomUUID()).setIssuedAt().setExpirationTime('1h').sign(key);
  }, 120_000);

  afterAll(() => stack.stop(), 60_000);

  const addressOf = (service: ApiService): string => ({ coordinator: stack.coordinatorUrl, 'agency-adapter': stack.adapterUrls[AGENCY] ?? '', notifier: stack.notifierUrl })[service];

  /** No body and no key: rights are asked before either is read, and nothing can come of it. */
  async function statusFor({ service, route }: Door, token?: string): Promise<number> {
    const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => PATH[name] ?? 'none');
    const response = await fetch(`${addressOf(service)}${path}`, { method: route.method.toUpperCase(), headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
    await response.body?.cancel();
    return response.status;
  }

  const mistakes = async (callers: (door: Door) => readonly { readonly who: string; readonly caller?: Caller; readonly isIn: boolean }[]): Promise<string[]> => {
    const found: string[] = [];
    for (const door of DOORS) {
      for (const { who, caller, isIn } of callers(door)) {
        const status = await statusFor(door, caller && (await mint(caller)));
        if (isAsked(status) !== isIn) found.push(`${who} ${door.service} ${door.route.id}: ${status}`);
      }
    }
    return found;
  };

  const withRole = (door: Door, role: Role, agency = ownAgencyOf(door, role)): Caller => ({ roles: [role], ...(agency === undefined ? {} : { agency }) });

  it('lets in whom the table lets in, and nobody else', async () => {
    expect(await mistakes((door) => Role.options.map((role) => ({ who: role, caller: withRole(door, role), isIn: door.route.access.includes(role) && countsAt(door, role) })))).toEqual([]);
  }, 60_000);

  it('lets in nobody without a token, without a role, with a role that is none, or of another jurisdiction', async () => {
    expect(
      await mistakes((door) => [
        { who: 'nobody', isIn: false },
        { who: 'no role', caller: { roles: [] }, isIn: false },
        { who: 'unknown role', caller: { roles: ['root'] }, isIn: false },
        { who: 'elsewhere', caller: { roles: Role.options, jurisdiction: 'elsewhere', ...(door.service === 'coordinator' ? {} : { agency: AGENCY }) }, isIn: false },
      ]),
    ).toEqual([]);
  }, 60_000);

  it("lets in none of another agency's staff, nor anybody of no agency, where work items are", async () => {
    const items = (door: Door) => door.service === 'agency-adapter' && door.route.path.startsWith('/api/items');
    expect(
      await mistakes((door) => (items(door) ? ['audit', 'coordinator', undefined].map((agency) => ({ who: `of ${agency}`, caller: { roles: Role.options, ...(agency === undefined ? {} : { agency }) }, isIn: false })) : [])),
    ).toEqual([]);
  }, 60_000);
});
