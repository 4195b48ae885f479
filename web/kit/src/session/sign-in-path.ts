/** Where the browser goes to sign in, and from there back to a page of ours. Addresses of pages hold ids and nothing personal. */
export const signInPath = (returnTo: string): string => `/auth/login?returnTo=${encodeURIComponent(returnTo)}`;

export const hereInApplication = (): string => `${window.location.pathname}${window.location.search}`;
