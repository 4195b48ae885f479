import type { CookieOptions, Request, Response } from 'express';

/**
 * The two cookies of a process. Behind https they carry `__Host-`, so that no other host can set them; on a machine
 * of one's own, where all processes share a host, the port tells them apart.
 */
export class Cookies {
  private readonly secure: boolean;
  private readonly names: Readonly<Record<'session' | 'login', string>>;

  constructor(publicUrl: string) {
    const { protocol, port } = new URL(publicUrl);
    this.secure = protocol === 'https:';
    const nameOf = (what: string) => (this.secure ? `__Host-lianshen-${what}` : `lianshen-${what}-${port}`);
    this.names = { session: nameOf('session'), login: nameOf('login') };
  }

  /** @returns undefined where it is not there, or there twice: then one was planted. */
  read(request: Request, which: 'session' | 'login'): string | undefined {
    const start = `${this.names[which]}=`;
    const found = (request.headers.cookie ?? '').split(';').map((each) => each.trim()).filter((each) => each.startsWith(start));
    return found.length === 1 ? found[0]?.slice(start.length) : undefined;
  }

  set(response: Response, which: 'session' | 'login', value: string, maxAgeMs?: number): void {
    response.cookie(this.names[which], value, { ...this.options, ...(maxAgeMs === undefined ? {} : { maxAge: maxAgeMs }) });
  }

  clear(response: Response, which: 'session' | 'login'): void {
    response.clearCookie(this.names[which], this.options);
  }

  /**
   * Lax, not Strict: the browser comes back from the provider, from another site, and both cookies have to be there
   * then. What changes anything asks for more than a cookie (`sameSiteProblem`).
   */
  private get options(): CookieOptions {
    return { httpOnly: true, secure: this.secure, sameSite: 'lax', path: '/' };
  }
}
