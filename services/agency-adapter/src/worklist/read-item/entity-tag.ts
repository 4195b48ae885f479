import { Refused } from '@lianshen/platform/http';

/** What a form was made from: how far the item's ledger had come, and which revision of the draft there was. */
export interface ItemVersion {
  readonly seq: number;
  /** 0 where there was no draft. */
  readonly draft: number;
}

/** As a strong entity tag (RFC 9110, 8.8.3). */
export const entityTagOf = ({ seq, draft }: ItemVersion): string => `"${seq}-${draft}"`;

/** @throws Refused `draft.if-match-missing` without the header, `draft.stale` where it is of another version of the item. */
export function mustMatch(ifMatch: string | undefined, version: ItemVersion): void {
  if (ifMatch === undefined) throw new Refused({ code: 'draft.if-match-missing', params: {} });
  // Several tags and * are no forms that a person has before them.
  if (ifMatch.trim() !== entityTagOf(version)) throw new Refused({ code: 'draft.stale', params: {} });
}
