import { createHubClient, dataOf, type AdapterPaths } from '../api/index.js';

/** Ends the session here, then at the provider; the page is left in either case, so that nothing of it stays on the screen. */
export async function signOut(): Promise<void> {
  const { next } = await dataOf(createHubClient<AdapterPaths>().POST('/auth/logout'));
  window.location.assign(next ?? '/');
}
