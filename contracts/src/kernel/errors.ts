/**
 * The world failed: a server away, a disk full. Thrown where the technology is touched, with its cause;
 * a consumer naks with delay and tries again, an HTTP edge answers 503.
 */
export class Fault extends Error {
  override readonly name = 'Fault';

  constructor(message: string, options: { cause?: unknown; readonly retryable?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.retryable = options.retryable ?? true;
  }

  readonly retryable: boolean;
}

/** We are wrong. Never caught but at the edge of the process. */
export class Defect extends Error {
  override readonly name = 'Defect';

  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
  }
}

/** @throws Defect when what must hold does not. The message holds no personal data. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Defect(message);
}
