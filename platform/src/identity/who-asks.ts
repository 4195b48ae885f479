import type { Request } from 'express';
import type { Result } from '@lianshen/contracts/kernel';
import type { Person } from './person.js';

/** Who a request is from. */
export abstract class WhoAsks {
  /** @returns the person, or a refusal whose code says what is missing. @throws Fault when it cannot be found out now. */
  abstract identify(request: Request): Promise<Result<Person>>;

  /**
   * Whether who was let in by this request would be still: asked again and again while a long answer is under way. No session
   * lives longer by it, and the provider is not asked. @throws Fault when it cannot be found out now.
   */
  abstract isStillIn(request: Request): Promise<boolean>;
}
