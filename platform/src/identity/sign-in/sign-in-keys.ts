import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const KEY_BYTES = 32;

/** The keys of signing in, drawn from the process's secret for it: all replicas have the same, and nothing else uses them. */
export class SignInKeys {
  /** Encrypts sessions and login attempts (AES-256-GCM). */
  readonly sealing: Buffer;
  private readonly marking: Buffer;

  constructor(secret: Buffer) {
    const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `lianshen sign-in 1|${purpose}`, KEY_BYTES));
    this.sealing = derive('sealing');
    this.marking = derive('marking');
  }

  /** Stands for an id of the provider's where it would be read in Redis. */
  markOf(kind: 'sid' | 'sub' | 'jti', id: string): string {
    return createHmac('sha256', this.marking).update(`${kind}|${id}`).digest('base64url');
  }

  /** What a page shows with whatever it changes; who has the cookie alone does not have it. */
  csrfTokenOf(sessionId: string): string {
    return createHmac('sha256', this.marking).update(`csrf|${sessionId}`).digest('base64url');
  }

  isCsrfTokenOf(sessionId: string, shown: string): boolean {
    const expected = Buffer.from(this.csrfTokenOf(sessionId));
    const given = Buffer.from(shown);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}

/** Under what a session is stored: who reads Redis cannot be anybody. */
export const hashOf = (sessionId: string): string => createHash('sha256').update(sessionId).digest('base64url');
