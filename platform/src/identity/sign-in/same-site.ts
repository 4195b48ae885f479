import type { Request } from 'express';
import type { SignInKeys } from './sign-in-keys.js';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];
export const CSRF_HEADER = 'x-csrf-token';

/** What a request needs besides a session's cookie, which the browser sends along whoever made it. */
export class SameSite {
  constructor(
    private readonly keys: SignInKeys,
    private readonly publicUrl: string,
  ) {}

  /**
   * What changes anything has to come from a page of ours: its origin says so (Origin or, where a browser leaves it
   * out, Sec-Fetch-Site), and it shows the token that is bound to this session.
   */
  isOurs(request: Request, sessionId: string): boolean {
    if (SAFE_METHODS.includes(request.method)) return true;
    const { origin, 'sec-fetch-site': site } = request.headers;
    if (origin !== undefined && origin !== this.publicUrl) return false;
    if (site !== undefined && site !== 'same-origin') return false;
    if (origin === undefined && site === undefined) return false;
    const shown = request.headers[CSRF_HEADER];
    return typeof shown === 'string' && this.keys.isCsrfTokenOf(sessionId, shown);
  }
}
