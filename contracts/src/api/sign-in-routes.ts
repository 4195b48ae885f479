import { rolesFor } from '../rights/index.js';
import type { ApiRoute } from './route.js';
import { CallbackQuery, LoginQuery, SessionsEnded, SignedOut, WhoAmI } from './sign-in.js';

const ALL = ['coordinator', 'agency-adapter', 'notifier'] as const;
const onward = (description: string) => ({ 303: { description, content: { contentType: 'text/plain', description: 'nothing; Location says where' } } });

/** How people sign in and out in a browser; docs/identity.md. */
export const signInRoutes: readonly ApiRoute[] = [
  {
    services: ALL, method: 'get', path: '/auth/login', id: 'beginLogin', access: 'public', summary: 'Sign in at the identity provider (code flow with PKCE)',
    query: LoginQuery, answers: onward('To the identity provider.'), problems: ['login.not-offered', 'login.return-path', 'rate.exceeded'],
  },
  {
    services: ALL, method: 'get', path: '/auth/callback', id: 'completeLogin', access: 'public', summary: 'Come back from the identity provider; for it alone',
    query: CallbackQuery, answers: onward('To where the person wanted to go, with a session as a cookie.'),
    problems: ['login.not-offered', 'login.expired', 'login.failed', 'login.other-jurisdiction', 'rate.exceeded'],
  },
  {
    services: ALL, method: 'get', path: '/auth/me', id: 'whoAmI', access: rolesFor('whoAmI'), summary: 'Who is signed in, until when, and the CSRF token of the session',
    answers: { 200: { description: 'Who asks.', content: WhoAmI } }, problems: [],
  },
  {
    services: ALL, method: 'post', path: '/auth/logout', id: 'logOut', access: 'public', summary: 'End the session',
    description: 'As everything that a session changes it needs X-CSRF-Token and has to come from the same origin. Without a session nothing happens.',
    answers: { 200: { description: 'It has ended here.', content: SignedOut } }, problems: ['login.not-offered', 'session.cross-site', 'rate.exceeded'],
  },
  {
    services: ALL, method: 'post', path: '/auth/backchannel-logout', id: 'endSessionsByProvider', access: 'public', summary: 'Told by the identity provider that somebody signed out or lost an account',
    description: 'OpenID Connect Back-Channel Logout 1.0. A token counts once. Without sid every session of the person ends.',
    body: [{ contentType: 'application/x-www-form-urlencoded', description: 'logout_token=…' }],
    answers: { 200: { description: 'The sessions have ended.', content: SessionsEnded } }, problems: ['login.not-offered', 'logout.token-invalid', 'request.malformed', 'http.413', 'rate.exceeded'],
  },
];
