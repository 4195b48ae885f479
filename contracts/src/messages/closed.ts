import { z } from 'zod';
import { AgencyId, IsoInstant } from '../kernel/index.js';
import { AgencyName } from './request.js';

/**
 * → agency: it is merged into another. From the effective time on its staff have no access any more and nothing is answered by
 * itself; what was signed before still counts. It may come long before, and comes again; the first one counts.
 */
export const Closed = z.strictObject({
  effectiveAt: IsoInstant.describe('from when; RFC 3339, UTC, milliseconds'),
  successor: z.strictObject({ agency: AgencyId, name: AgencyName.describe('its name then') }).describe('who answers from then on'),
});
export type Closed = z.infer<typeof Closed>;
