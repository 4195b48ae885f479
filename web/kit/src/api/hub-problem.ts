/** What a person can do about it; the words for each are in the texts under `problem`. */
export type ProblemKind = 'offline' | 'signed-out' | 'no-right' | 'unknown' | 'stale' | 'refused' | 'too-often' | 'fault' | 'defect';

/** Of RFC 9457, as far as pages read it. */
export interface ProblemDetails {
  readonly code: string;
  readonly status: number;
  /** Chinese. */
  readonly title?: string;
  /** English. */
  readonly detail?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly [extra: string]: unknown;
}

const KIND_OF_STATUS: Readonly<Record<number, ProblemKind>> = { 401: 'signed-out', 403: 'no-right', 404: 'unknown', 410: 'unknown', 412: 'stale', 429: 'too-often', 500: 'defect', 502: 'fault', 503: 'fault', 504: 'fault' };

/** The hub said no, was away, or could not be reached. */
export class HubProblem extends Error {
  override readonly name = 'HubProblem';

  constructor(readonly details: ProblemDetails) {
    super(details.code);
  }

  get kind(): ProblemKind {
    if (this.details.status === 0) return 'offline';
    return KIND_OF_STATUS[this.details.status] ?? 'refused';
  }

  /** Whether the same may go well a moment later. */
  get isPassing(): boolean {
    return this.kind === 'offline' || this.kind === 'fault';
  }
}

/** No answer came at all. */
export const unreachable = (): HubProblem => new HubProblem({ code: 'offline', status: 0 });

/** An answer that is no problem+json comes from something before the hub. */
export async function problemOf(response: Response): Promise<HubProblem> {
  const fallback = { code: `http.${response.status}`, status: response.status };
  if (!response.headers.get('content-type')?.includes('application/problem+json')) return new HubProblem(fallback);
  const body: unknown = await response.json().catch(() => undefined);
  return new HubProblem(typeof body === 'object' && body !== null && 'code' in body ? { ...(body as ProblemDetails), status: response.status } : fallback);
}

export const asProblem = (error: unknown): HubProblem => (error instanceof HubProblem ? error : new HubProblem({ code: 'page.defect', status: 500 }));
