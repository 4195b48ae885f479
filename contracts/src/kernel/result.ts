/** A rule's no: a stable code for programs and its parameters. It carries no sentence and no HTTP number. */
export interface Refusal {
  /** Dotted, stable for ever: `verdict.version-stale`. */
  readonly code: string;
  /** What the sentence for people needs; never personal data. */
  readonly params: Readonly<Record<string, string | number | boolean>>;
}

/** Either a value or a refusal. Faults and defects are thrown instead. */
export type Result<T, R = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** @param code stable refusal code. @param params its parameters, free of personal data. */
export const refuse = (
  code: string,
  params: Refusal['params'] = {},
): { readonly ok: false; readonly refusal: Refusal } => ({ ok: false, refusal: { code, params } });
