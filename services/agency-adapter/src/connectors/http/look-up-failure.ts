import type { UnavailableCode } from '../unavailable.js';

interface FailureNature {
  /** Whether asking again at once may help. */
  readonly isRetryable: boolean;
  /** Whether it tells of the service as a whole, and not of this one question. */
  readonly blamesService: boolean;
  /** What the service asked us to wait, in ms. */
  readonly retryAfterMs?: number;
}

/** An attempt that brought no answer that can be used. It holds nothing of the question or of what came back. */
export class LookUpFailure extends Error {
  override readonly name = 'LookUpFailure';

  constructor(
    readonly code: UnavailableCode,
    readonly nature: FailureNature,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}
