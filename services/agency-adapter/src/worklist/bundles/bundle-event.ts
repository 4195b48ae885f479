import { z } from 'zod';
import { BUNDLE_ITEMS_MAX, BundleId } from '@lianshen/contracts/api';
import { RequestId } from '@lianshen/contracts/kernel';

const RequestIds = z.array(RequestId).max(BUNDLE_ITEMS_MAX);

/** What a clerk selected and what of it they left out. What became of each item stands in the item's own stream. */
export const BundleMade = z.strictObject({
  type: z.literal('BundleMade'),
  data: z.strictObject({ bundleId: BundleId, by: z.string().min(1).max(64), items: RequestIds, leftOut: RequestIds }),
});
export type BundleMade = z.infer<typeof BundleMade>;
