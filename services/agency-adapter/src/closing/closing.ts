import { z } from 'zod';
import { AgencyId, Instant, ok, type Result } from '@lianshen/contracts/kernel';
import { AgencyName, type Closed } from '@lianshen/contracts/messages';

/** The agency is merged into another, as the coordinator has said. It names offices and nobody. */
export const ClosingEvent = z.strictObject({
  type: z.literal('AgencyClosed'),
  data: z.strictObject({ effectiveAt: Instant, successor: z.strictObject({ agency: AgencyId, name: AgencyName }) }),
});
export type ClosingEvent = z.infer<typeof ClosingEvent>;

export type Closing = ClosingEvent['data'];

/** Once it is told, whatever comes after it changes nothing. */
export const recordClosing = (known: Closing | undefined, { effectiveAt, successor }: Closed): Result<ClosingEvent[]> =>
  ok(known ? [] : [{ type: 'AgencyClosed', data: { effectiveAt: Date.parse(effectiveAt), successor } }]);
