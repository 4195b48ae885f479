/** A page of a list, and where the next one begins. */
interface PageOfIds {
  readonly items: readonly { readonly requestId: string }[];
  readonly next: string | null;
}

export interface Selected {
  readonly requestIds: readonly string[];
  /** Whether the list goes on after them. */
  readonly more: boolean;
}

/**
 * Selects everything of a list, page by page, from its beginning.
 * @param readPage reads one page; the empty cursor is the first. @param max as many as are selected at most.
 */
export async function selectUpTo(readPage: (cursor: string) => Promise<PageOfIds>, max: number): Promise<Selected> {
  const requestIds: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: PageOfIds = await readPage(cursor);
    requestIds.push(...page.items.map(({ requestId }) => requestId));
    if (requestIds.length >= max) return { requestIds: requestIds.slice(0, max), more: requestIds.length > max || page.next !== null };
    cursor = page.next;
  }
  return { requestIds, more: false };
}
