import { randomUUID } from 'node:crypto';
import type { BundleView, ItemOutcome, ManyAnswered, ManyApproved, ManyReviewed, WorkItemPage } from '@lianshen/contracts/api';
import { declaring } from './declaring.js';
import type { Stack } from './hub-stack.js';

type Who = 'clerk' | 'approver' | 'agencyHead';

/** How many items of many became what: by refusal code, or by outcome and status. */
export function countsOf(outcomes: readonly ItemOutcome[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { outcome, status, refusal } of outcomes) {
    const name = refusal?.code ?? `${outcome}${status === null ? '' : ` ${status}`}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** The staff of one agency who answer many items at once. */
export class AnsweringMany {
  constructor(
    private readonly stack: Stack,
    private readonly agency: string,
  ) {}

  /** Every item of a status, page by page. */
  async list(status = 'open'): Promise<WorkItemPage['items']> {
    const items: WorkItemPage['items'] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = new URLSearchParams({ status, limit: '50', ...(cursor === '' ? {} : { cursor }) }).toString();
      const page: WorkItemPage = await this.ask<WorkItemPage>('clerk', 'GET', `/items?${query}`);
      items.push(...page.items);
      cursor = page.next;
    }
    return items;
  }

  /** As a page would: whoever has still to declare for a batch opens one of its items first. */
  async review(requestIds: readonly string[]): Promise<ManyReviewed['items']> {
    const { items } = await this.ask<ManyReviewed>('clerk', 'POST', '/bundles/review', { requestIds });
    const undeclared = items.find(({ refusal }) => refusal?.code === 'declaration.missing');
    if (!undeclared) return items;
    await this.ask('clerk', 'GET', `/items/${undeclared.requestId}`);
    return this.review(requestIds);
  }

  /** Answers what was reviewed. @param key the same again does nothing a second time. */
  answer = (reviewed: ManyReviewed['items'], leftOut: readonly string[] = [], key?: string): Promise<ManyAnswered> =>
    this.ask('clerk', 'POST', '/bundles', { items: reviewed.map(({ requestId, seq }) => ({ requestId, seq })), leftOut }, key);

  read = (bundleId: string, who: Who = 'approver'): Promise<BundleView> => this.ask(who, 'GET', `/bundles/${bundleId}`);

  approve = (bundleId: string, who: Who = 'approver', key?: string): Promise<ManyApproved> => this.ask(who, 'POST', '/approvals', { bundleId }, key);

  private async ask<T>(who: Who, method: string, path: string, body?: object, key: string = randomUUID()): Promise<T> {
    const origin = this.stack.adapterUrls[this.agency] ?? '';
    const as = { authorization: `Bearer ${this.stack.mintStaffToken(this.agency, who)}` };
    const ask = () =>
      fetch(`${origin}/api${path}`, {
        method,
        headers: { ...as, 'idempotency-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const response = await declaring(origin, as, ask);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}
