import { randomBytes } from 'node:crypto';
import type { Account, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { errorPage, signOutPage, signedOutPage } from './pages.js';
import type { DemoPerson, ProviderSettings } from './provider-settings.js';

const HOUR_S = 3_600;
const SESSION = 'demo_provider_session';
/** By which the provider knows a browser again; the library signs its cookies and keeps a second one for old browsers. */
export const SESSION_COOKIES: readonly string[] = ['', '.sig', '.legacy', '.legacy.sig'].map((ending) => `${SESSION}${ending}`);
const RESOURCE = 'urn:lianshen:hub';

/** Who can sign in now; asked at every sign-in and every renewal. */
export type FindPerson = (sub: string) => DemoPerson | undefined;

/** What oidc-provider is told: code flow with PKCE for people, client credentials for machines, tokens signed with EdDSA. */
export function providerConfiguration(settings: ProviderSettings, findPerson: FindPerson): Configuration {
  return {
    jwks: { keys: [settings.signingKey] },
    clients: [...settings.parties.map(partyClient), ...settings.machines.map(machineClient)],
    claims: { openid: ['sub'], profile: ['name', 'roles', 'agency', 'unit', 'jurisdiction'] },
    scopes: ['openid'],
    // The hub reads who a person is from the ID token.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'private_key_jwt'],
    cookies: { keys: [randomBytes(32).toString('base64url')], names: { session: SESSION, interaction: 'demo_provider_interaction', resume: 'demo_provider_resume' } },
    ttl: { AccessToken: HOUR_S, ClientCredentials: HOUR_S, IdToken: HOUR_S, Grant: 12 * HOUR_S, Session: 12 * HOUR_S, RefreshToken: 12 * HOUR_S, Interaction: HOUR_S },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    findAccount: async (_context, sub) => accountOf(findPerson(sub), settings.jurisdiction),
    loadExistingGrant: grantAll,
    extraTokenClaims: async (_context, token) => machineClaims(settings, token.clientId),
    renderError: async (context, out) => errorPage(context, out.error),
    features: features(settings),
    // Its guard against addresses of one's own machine would keep it from telling our processes that somebody signed out.
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined }),
  } as Configuration;
}

const features = ({ audience }: ProviderSettings): Configuration['features'] => ({
  devInteractions: { enabled: false },
  userinfo: { enabled: false },
  backchannelLogout: { enabled: true },
  rpInitiatedLogout: { enabled: true, logoutSource: async (context, form) => signOutPage(context, form), postLogoutSuccessSource: async (context) => signedOutPage(context) },
  clientCredentials: { enabled: true },
  resourceIndicators: {
    enabled: true,
    // People's access tokens are for nobody: only machines get one for the hub.
    defaultResource: async (context) => (context.oidc.params?.['grant_type'] === 'client_credentials' ? RESOURCE : []),
    getResourceServerInfo: async () => ({ scope: '', audience, accessTokenFormat: 'jwt' as const, jwt: { sign: { alg: 'EdDSA' as const } } }),
  },
});

const partyClient = ({ clientId, secret, url }: ProviderSettings['parties'][number]): object => ({
  client_id: clientId,
  client_secret: secret,
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: [`${url}/auth/callback`],
  post_logout_redirect_uris: [`${url}/auth/login`],
  backchannel_logout_uri: `${url}/auth/backchannel-logout`,
  backchannel_logout_session_required: true,
  id_token_signed_response_alg: 'EdDSA',
});

const machineClient = ({ clientId, secret, jwks }: ProviderSettings['machines'][number]): object => ({
  client_id: clientId,
  ...(secret === undefined
    ? { token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'EdDSA', jwks }
    : { token_endpoint_auth_method: 'client_secret_basic', client_secret: secret }),
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
  id_token_signed_response_alg: 'EdDSA',
});

function machineClaims({ machines, jurisdiction }: ProviderSettings, id: string | undefined): Record<string, unknown> | undefined {
  const machine = machines.find(({ clientId }) => clientId === id);
  return machine && { name: machine.clientId, roles: machine.roles, jurisdiction, ...(machine.agency === undefined ? {} : { agency: machine.agency }) };
}

const accountOf = (person: DemoPerson | undefined, jurisdiction: string): Account | undefined =>
  person && { accountId: person.sub, claims: async () => ({ ...person, jurisdiction }) };

/** There is nobody to ask for consent: whoever signs in is known to the hub's own processes. */
async function grantAll({ oidc }: KoaContextWithOIDC) {
  const clientId = oidc.client?.clientId ?? '';
  const known = oidc.session?.grantIdFor(clientId);
  const existing = known === undefined ? undefined : await oidc.provider.Grant.find(known);
  if (existing) return existing;
  const grant = new oidc.provider.Grant({ clientId, ...(oidc.session?.accountId === undefined ? {} : { accountId: oidc.session.accountId }) });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
}
