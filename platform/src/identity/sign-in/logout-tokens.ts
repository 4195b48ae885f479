import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { Fault, ok, refuse, type Result } from '@lianshen/contracts/kernel';
import { ALGORITHMS } from '../token-verifier.js';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const AGE_S_MAX = 300;
const CLOCKS_DIFFER_S = 30;
/** After so long a token is too old anyway. */
export const JTI_REMEMBERED_S = 2 * (AGE_S_MAX + CLOCKS_DIFFER_S);

const Claims = z
  .looseObject({
    jti: z.string().min(1).max(256),
    sub: z.string().min(1).max(256).optional(),
    sid: z.string().min(1).max(256).optional(),
    events: z.looseObject({ [EVENT]: z.looseObject({}) }),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined)
  // An ID token has one and a logout token must not: neither passes for the other.
  .refine((claims) => !('nonce' in claims));

export type LogoutClaims = z.infer<typeof Claims>;

/** Verifies logout tokens (OpenID Connect Back-Channel Logout 1.0, section 2.6), all but that each comes once. */
export class LogoutTokens {
  constructor(
    private readonly keys: JWTVerifyGetKey,
    private readonly issuer: string,
    private readonly clientId: string,
  ) {}

  /** Refused: `logout.token-invalid`. @throws Fault when the provider's keys cannot be fetched. */
  async verify(token: string): Promise<Result<LogoutClaims>> {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.keys, {
        issuer: this.issuer,
        audience: this.clientId,
        algorithms: ALGORITHMS,
        requiredClaims: ['iat', 'jti', 'events'],
        maxTokenAge: AGE_S_MAX,
        clockTolerance: CLOCKS_DIFFER_S,
      });
      const claims = Claims.safeParse(payload);
      const isOfThatKind = [undefined, 'jwt', 'logout+jwt'].includes(protectedHeader.typ?.toLowerCase());
      return claims.success && isOfThatKind ? ok(claims.data) : refuse('logout.token-invalid');
    } catch (error) {
      if (error instanceof errors.JOSEError) return refuse('logout.token-invalid');
      throw error instanceof Fault ? error : new Fault('a logout token cannot be verified', { cause: error });
    }
  }
}
