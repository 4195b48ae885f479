import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errors, Provider } from 'oidc-provider';
import { failedPage, signInPage, STYLE, whoIsWhoPage } from './pages.js';
import { partyOf } from './people-of-party.js';
import { providerConfiguration, SESSION_COOKIES } from './provider-configuration.js';
import type { DemoPerson, ProviderSettings } from './provider-settings.js';

const BODY_BYTES_MAX = 4_096;
const INTERACTION = /^\/interaction\/([\w-]{1,64})$/;
/** Who was chosen on the first page, until they come back from the party to which they go. */
const CHOSEN = 'demo_person';
const CHOSEN_FOR_S = 60;

export interface RunningProvider {
  readonly port: number;
  /** From now on these people can sign in and nobody else; a renewal finds them as they are now. */
  setPeople(people: readonly DemoPerson[]): void;
  close(): Promise<void>;
}

/** The page's own forms may go on to where a person signs in; nothing else is loaded, run or framed. */
const securityHeaders = ({ parties }: ProviderSettings): Record<string, string> => ({
  'Content-Security-Policy': `default-src 'none'; style-src 'self'; form-action 'self' ${parties.map(({ url }) => new URL(url).origin).join(' ')}; base-uri 'none'; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
});

/** Starts the provider for local mode on loopback. @throws Error under NODE_ENV=production: whoever asks is let in. */
export async function startProvider(settings: ProviderSettings, nodeEnvironment?: string): Promise<RunningProvider> {
  if (nodeEnvironment === 'production') throw new Error('the identity provider for local mode lets anybody in; it does not run in production');
  let people: readonly DemoPerson[] = settings.people;
  const provider = new Provider(settings.issuer, providerConfiguration(settings, (sub) => people.find((person) => person.sub === sub)));
  const pages = new SignInPages(provider, settings, () => people);
  const headers = securityHeaders(settings);
  const protocol = provider.callback();
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // Where nobody is signed in there is nothing to ask; the library then sends itself on by a script, whose hash it puts here.
    if (request.url?.startsWith('/session/end')) response.setHeader('Content-Security-Policy', `${headers['Content-Security-Policy'] ?? ''}; script-src 'none'`);
    pages.answer(request, response).then(
      (answered) => answered || void protocol(request, response),
      () => send(response, 500, failedPage('server_error')),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(settings.port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    setPeople: (changed) => (people = changed),
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}

/** The pages that are ours; all else is the protocol's. */
class SignInPages {
  constructor(
    private readonly provider: Provider,
    private readonly settings: ProviderSettings,
    private readonly people: () => readonly DemoPerson[],
  ) {}

  /** @returns false where the address is not one of these pages. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (request.method === 'GET' && path === '/') return send(response, 200, whoIsWhoPage(this.settings, this.people()));
    if (request.method === 'POST' && path === '/enter') return this.enter(request, response);
    if (request.method === 'GET' && path === '/style.css') return send(response, 200, STYLE, 'text/css');
    const uid = INTERACTION.exec(path)?.[1];
    if (uid === undefined) return false;
    try {
      if (request.method === 'GET') return await this.ask(request, response, uid);
      if (request.method === 'POST') return await this.signIn(request, response);
      return send(response, 405, failedPage('invalid_request'));
    } catch (error) {
      if (error instanceof errors.OIDCProviderError) return send(response, 400, failedPage(error.error));
      throw error;
    }
  }

  /** Begins as a person at the party that is theirs: whoever was signed in before is forgotten, and the next question is answered already. */
  private async enter(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const person = this.find(new URLSearchParams(await bodyOf(request)).get('person'));
    const party = person && partyOf(person, this.settings.parties, this.people());
    if (!person || !party) return send(response, 400, failedPage('access_denied'));
    const forgotten = SESSION_COOKIES.map((name) => `${name}=; Path=/; Max-Age=0`);
    response.setHeader('Set-Cookie', [`${CHOSEN}=${encodeURIComponent(person.sub)}; Path=/; Max-Age=${CHOSEN_FOR_S}; HttpOnly; SameSite=Lax`, ...forgotten]);
    response.writeHead(303, { Location: `${party.url}/auth/login?returnTo=${encodeURIComponent('/')}` }).end();
    return true;
  }

  private find(sub: string | null): DemoPerson | undefined {
    return this.people().find((person) => person.sub === sub);
  }

  private async ask(request: IncomingMessage, response: ServerResponse, uid: string): Promise<boolean> {
    const chosen = this.find(cookieOf(request, CHOSEN));
    if (chosen) {
      response.setHeader('Set-Cookie', `${CHOSEN}=; Path=/; Max-Age=0`);
      return this.finish(request, response, chosen);
    }
    const { params } = await this.provider.interactionDetails(request, response);
    const party = this.settings.parties.find(({ clientId }) => clientId === params['client_id']);
    return send(response, 200, signInPage(this.settings, this.people(), uid, party));
  }

  private async signIn(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const person = this.find(new URLSearchParams(await bodyOf(request)).get('person'));
    if (!person) return send(response, 400, failedPage('access_denied'));
    return this.finish(request, response, person);
  }

  private async finish(request: IncomingMessage, response: ServerResponse, person: DemoPerson): Promise<boolean> {
    await this.provider.interactionFinished(request, response, { login: { accountId: person.sub } }, { mergeWithLastSubmission: false });
    return true;
  }
}

function send(response: ServerResponse, status: number, text: string, type = 'text/html'): true {
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` }).end(text);
  return true;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8');
    if (text.length > BODY_BYTES_MAX) throw new Error('the form is too large');
  }
  return text;
}

/** @returns null where there is none, or it cannot be read. */
function cookieOf(request: IncomingMessage, name: string): string | null {
  const value = (request.headers.cookie ?? '').split('; ').find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
  try {
    return value === undefined ? null : decodeURIComponent(value);
  } catch {
    return null;
  }
}
