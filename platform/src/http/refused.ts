import type { Refusal, Result } from '@lianshen/contracts/kernel';

/** Carries a refusal from a controller to the HTTP edge, where it becomes problem+json. Never thrown in a domain. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly refusal: Refusal,
    readonly extra: Readonly<Record<string, unknown>> = {},
    /** Sentences that know more of the case than the code alone. */
    readonly words?: { readonly zh: string; readonly en: string },
  ) {
    super(refusal.code);
  }
}

/** What a result holds. @param tell how its refusal is told to whoever asked. @throws Refused where it is one. */
export function orRefused<T>(result: Result<T>, tell: (refusal: Refusal) => Refusal = (refusal) => refusal): T {
  if (!result.ok) throw new Refused(tell(result.refusal));
  return result.value;
}
