import { toIso } from '@lianshen/contracts/kernel';
import { Refused } from '@lianshen/platform/http';
import type { ItemNow, ItemVersion } from './item-now.js';

/** As a strong entity tag (RFC 9110, 8.8.3). */
export const entityTagOf = ({ seq, draft }: ItemVersion): string => `"${seq}-${draft}"`;

/** What a form was made from, and who has changed it since. */
type Seen = Pick<ItemNow, 'version' | 'acts' | 'draft'>;

/** @throws Refused `draft.if-match-missing` without the header, `draft.stale` where it is of another version of the item. */
export function mustMatch(ifMatch: string | undefined, item: Seen): void {
  if (ifMatch === undefined) throw new Refused({ code: 'draft.if-match-missing', params: {} });
  if (!isOf(ifMatch, item)) throw new Refused({ code: 'draft.stale', params: lastChangeOf(item, ifMatch) });
}

/** The same for a command of a page: a program that has no form before it names nothing. @throws Refused `item.stale`. */
export function mustBeAsSeen(ifMatch: string | undefined, item: Seen): void {
  if (ifMatch !== undefined && !isOf(ifMatch, item)) throw new Refused({ code: 'item.stale', params: lastChangeOf(item, ifMatch) });
}

/** Several tags and * are no forms that a person has before them. */
const isOf = (ifMatch: string, { version }: Seen): boolean => ifMatch.trim() === entityTagOf(version);

/** What happened last, so that whoever is told that their form is stale knows by whom: to the item, or to the draft alone. */
export function lastChangeOf({ version, acts, draft }: Seen, ifMatch: string): Record<string, string> {
  const act = acts.at(-1);
  if (draft && ifMatch.trim().startsWith(`"${version.seq}-`)) return { by: draft.savedBy, change: 'DraftSaved', at: toIso(draft.savedAt) };
  return act ? { by: act.actor.id, change: act.events.at(-1)?.type ?? '', at: toIso(act.at) } : {};
}
