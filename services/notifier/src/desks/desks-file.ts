import { z } from 'zod';
import { Language } from '@lianshen/contracts/api';
import { PartyId } from '@lianshen/contracts/kernel';

const DeskEntry = z.strictObject({
  mail: z.email().optional().describe('address of the desk, never of a person; without it the desk gets no mail'),
  language: Language.default('zh'),
});

/** The desks by party: `coordinator` and agencies. A party that is not in it has an inbox and no mail. */
export const DesksFile = z.record(PartyId, DeskEntry);
export type DesksFile = z.infer<typeof DesksFile>;
