import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { decryptBytes, encryptBytes } from '../../sealing/index.js';
import type { SignInKeys } from './sign-in-keys.js';

/** Somebody who has been sent to the provider is expected back within so long. */
export const ATTEMPT_LIFETIME_MS = 10 * 60_000;
const CONTEXT = 'login attempt';

const LoginAttempt = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), returnTo: z.string(), endsAt: z.number() });
export type LoginAttempt = z.infer<typeof LoginAttempt>;

/** What a browser that was sent to the provider has to bring back. It is kept by the browser, sealed: nobody fills our memory. */
export class LoginAttempts {
  constructor(
    private readonly keys: SignInKeys,
    private readonly now: () => number,
  ) {}

  /** @param returnTo a path of ours, already checked. */
  begin(returnTo: string): { readonly attempt: LoginAttempt; readonly sealed: string } {
    const random = () => randomBytes(32).toString('base64url');
    const attempt = { state: random(), nonce: random(), verifier: random(), returnTo, endsAt: this.now() + ATTEMPT_LIFETIME_MS };
    return { attempt, sealed: encryptBytes(this.keys.sealing, CONTEXT, Buffer.from(JSON.stringify(attempt))).toString('base64url') };
  }

  /** @returns undefined where it is none of ours, was changed, or is too old. */
  find(sealed: string): LoginAttempt | undefined {
    try {
      const attempt = LoginAttempt.parse(JSON.parse(decryptBytes(this.keys.sealing, CONTEXT, Buffer.from(sealed, 'base64url')).toString('utf8')));
      return attempt.endsAt > this.now() ? attempt : undefined;
    } catch {
      return undefined;
    }
  }
}
