import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { isUnattended } from './attendance.js';
import { problemOf, unreachable } from './hub-problem.js';

const CSRF_HEADER = 'X-CSRF-Token';
const UNATTENDED_HEADER = 'X-Unattended';
/** Whatever has not been answered after this counts as not reached; a file may be on its way for longer. */
const ANSWERED_WITHIN_MS = 60_000;
const FILE_WITHIN_MS = 600_000;
let csrfToken: string | undefined;

/** What `/auth/me` gave; in memory alone, and sent with everything that changes something. */
export const rememberCsrfToken = (token: string | undefined): void => {
  csrfToken = token;
};

const door: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET' && csrfToken !== undefined) request.headers.set(CSRF_HEADER, csrfToken);
    if (isUnattended()) request.headers.set(UNATTENDED_HEADER, '1');
    return new Request(request, { signal: AbortSignal.timeout(ANSWERED_WITHIN_MS) });
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
  },
  onError: ({ error }) => (error instanceof Error && error.name === 'AbortError' ? undefined : unreachable()),
};

/**
 * A client of one service's interface, typed by its OpenAPI document. Whatever is not a good answer is thrown as a
 * HubProblem; so is an answer that does not come in time.
 */
export function createHubClient<Paths extends object>(): Client<Paths> {
  const client = createClient<Paths>({ baseUrl: window.location.origin, credentials: 'same-origin' });
  client.use(door);
  return client;
}

/** The body of a good answer. */
export async function dataOf<T>(call: Promise<{ data?: T | undefined; response: Response }>): Promise<T> {
  return (await call).data as T;
}

/** Fetches what no schema describes (a file to keep), with the same door. */
export async function fetchFile(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (init.method !== undefined && init.method !== 'GET' && csrfToken !== undefined) headers.set(CSRF_HEADER, csrfToken);
  const response = await fetch(path, { signal: AbortSignal.timeout(FILE_WITHIN_MS), ...init, headers, credentials: 'same-origin' }).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}
