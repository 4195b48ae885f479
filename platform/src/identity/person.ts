import { z } from 'zod';
import { AgencyId } from '@lianshen/contracts/kernel';
import { Role } from '@lianshen/contracts/rights';

/** Who is signed in: the claims of a verified token that the hub uses. */
export const Person = z.object({
  sub: z.string().min(1).max(128),
  name: z.string().max(128).optional(),
  roles: z.array(Role.or(z.string().max(64))).default([]),
  agency: AgencyId.optional(),
  unit: z.string().max(128).optional(),
  jurisdiction: z.string().max(64).optional(),
});
export type Person = z.infer<typeof Person>;
