import type { BundleId } from '@lianshen/contracts/api';
import type { OpenItem } from '../many-items.js';

/** The number of the submission that an item had in a bundle; undefined where it was never submitted in it. */
export function submissionIn(bundleId: BundleId, acts: OpenItem['acts']): number | undefined {
  for (const event of acts.flatMap(({ events }) => events)) {
    if (event.type === 'AnswerSubmitted' && event.data.bundle === bundleId) return event.data.submission;
  }
  return undefined;
}
