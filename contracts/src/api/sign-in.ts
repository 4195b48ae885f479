import { z } from 'zod';
import { AgencyId, IsoInstant } from '../kernel/index.js';

/** Who asks, and by what kind of session. */
export const WhoAmI = z.strictObject({
  sub: z.string().describe('id of the person or machine'),
  name: z.string().optional().describe('what the provider calls them'),
  roles: z.array(z.string()).describe('as the identity provider says'),
  rolesLent: z.array(z.string()).describe('what others have lent them for something at this moment; empty where nobody can lend'),
  agency: AgencyId.optional().describe('the agency whose people this is one of'),
  unit: z.string().optional().describe('the unit within it'),
  jurisdiction: z.string().describe('where the roles count'),
  session: z
    .strictObject({ endsAt: IsoInstant.describe('when it ends at the latest'), csrfToken: z.string().describe('to be sent as X-CSRF-Token with everything but GET') })
    .nullable()
    .describe('null where a bearer token was used'),
});
export type WhoAmI = z.infer<typeof WhoAmI>;

/** The session here has ended. */
export const SignedOut = z.strictObject({ next: z.url().nullable().describe('where the browser goes to sign out at the identity provider too; null where there is nothing more to do') });
export type SignedOut = z.infer<typeof SignedOut>;

export const LoginQuery = z.object({ returnTo: z.string().max(512).optional().describe('a path of this origin, where the browser goes afterwards; by default /auth/me') });
export const CallbackQuery = z.object({ state: z.string().optional().describe('as it was sent'), code: z.string().optional().describe('of the provider'), error: z.string().optional().describe('why there is no code') });

export const BackchannelLogoutBody = z.object({ logout_token: z.string().min(1).max(8_192).describe('a logout token (OpenID Connect Back-Channel Logout 1.0)') });

export const SessionsEnded = z.strictObject({ ended: z.int().min(0).describe('how many sessions of this process ended') });
export type SessionsEnded = z.infer<typeof SessionsEnded>;
