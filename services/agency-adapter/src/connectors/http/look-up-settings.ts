/** How the agency's look-up service is reached. */
export interface LookUpSettings {
  /** The base address; the path of the look-up is put behind it. */
  readonly url: URL;
  readonly token: string | undefined;
  /** PEM: our certificate and its key, where the service asks who we are by mutual TLS. */
  readonly client: { readonly certificate: string; readonly key: string } | undefined;
  /** PEM: who signs the service's certificate, where that is none of the system's authorities. */
  readonly authority: string | undefined;
  /** Of one attempt, in ms. */
  readonly timeoutMs: number;
  readonly attemptsMax: number;
  /** How many look-ups are under way at once; as many again for each of them may wait. */
  readonly atOnceMax: number;
  /** After so many failures in a row the service is left alone … */
  readonly breakAfter: number;
  /** … for so long, in ms; then one look-up tries whether it is back. */
  readonly breakForMs: number;
}
