import { declaring } from './declaring.js';
import { eventually } from './eventually.js';
import type { Stack } from './hub-stack.js';

const ARRIVES_WITHIN_MS = 20_000;

type Who = 'clerk' | 'approver' | 'agencyHead';

export interface Item {
  readonly requestId: string;
  readonly status: string;
  readonly dueAt: string | null;
  readonly provisional: boolean;
  readonly formerDueAt: string | null;
  readonly request: { readonly person: { readonly name?: string }; readonly categories: Readonly<Record<string, string>>; readonly scope: string; readonly dueAt: string } | null;
  readonly submission: { readonly number: number } | null;
  readonly supplements: readonly { readonly text: string }[];
  readonly verdict: { readonly version: number; readonly code: string } | null;
}

/** The staff of one agency at their worklist. */
export class AgencyStaff {
  private keys = 0;

  constructor(
    private readonly stack: Stack,
    readonly agency: string,
    /** Who sign besides the clerk, one after the other. */
    private readonly signers: readonly Who[] = ['approver'],
  ) {}

  async list(query = ''): Promise<{ readonly requestId: string; readonly caseId: string; readonly name: string | null }[]> {
    const { body } = await this.call('clerk', 'GET', `?limit=50&${query}`);
    return (body as { items: never[] }).items;
  }

  /** The item of a case, once it has come. @param query which of the list counts. */
  async itemOf(caseId: string, query = ''): Promise<string> {
    const isOfCase = (line: { readonly caseId: string }) => line.caseId === caseId;
    const lines = await eventually(`the request at ${this.agency}`, () => this.list(query), (all) => all.some(isOfCase), ARRIVES_WITHIN_MS);
    return lines.find(isOfCase)?.requestId ?? '';
  }

  async read(requestId: string): Promise<{ readonly item: Item; readonly etag: string }> {
    const { body, etag } = await this.call('clerk', 'GET', `/${requestId}`);
    return { item: body as Item, etag };
  }

  claim = (requestId: string) => this.command('clerk', requestId, 'claim');
  ask = (requestId: string, question: string) => this.command('clerk', requestId, 'questions', { question });

  /** The clerk fills in the form and submits it. */
  async submit(requestId: string, form: object): Promise<Item> {
    const { etag } = await this.read(requestId);
    const saved = await this.call('clerk', 'PUT', `/${requestId}/draft`, { body: form, ifMatch: etag });
    return (await this.call('clerk', 'POST', `/${requestId}/submission`, { ifMatch: saved.etag })).body as Item;
  }

  /** Signs what waits, as often as the agency signs, or asks to sign the first submission where nothing does. */
  async approve(requestId: string): Promise<Item> {
    let { item } = await this.read(requestId);
    const submission = item.submission?.number ?? 1;
    for (const signer of this.signers) item = await this.command(signer, requestId, 'approval', { submission });
    return item;
  }

  /** Claims, fills in, submits; a second person signs. */
  async answer(requestId: string, form: object): Promise<Item> {
    await this.claim(requestId);
    await this.submit(requestId, form);
    return this.approve(requestId);
  }

  /** Says clear, in the wording of this agency. */
  async clearForm(requestId: string): Promise<object> {
    return { category: await this.categoryFor(requestId, 'CLEAR') };
  }

  /** Flags something that is still being verified. */
  async flagForm(requestId: string): Promise<object> {
    const finding = { facts: '试例：一件信访件在办', basis: 'petitions-work', article: '第三十条', evidenceLevel: 'under-verification', heard: 'not-heard' };
    return { category: await this.categoryFor(requestId, 'FLAG_VERIFYING'), findings: [finding] };
  }

  /** The wording of this agency that means a code. */
  private async categoryFor(requestId: string, meant: string): Promise<string | undefined> {
    const { item } = await this.read(requestId);
    return Object.entries(item.request?.categories ?? {}).find(([, code]) => code === meant)?.[0];
  }

  private async command(who: Who, requestId: string, what: string, body?: object): Promise<Item> {
    return (await this.call(who, 'POST', `/${requestId}/${what}`, body === undefined ? {} : { body })).body as Item;
  }

  private async call(who: Who, method: string, path: string, { body, ifMatch }: { body?: object; ifMatch?: string } = {}): Promise<{ body: unknown; etag: string }> {
    const origin = this.stack.adapterUrls[this.agency] ?? '';
    const as = { authorization: `Bearer ${this.stack.mintStaffToken(this.agency, who)}` };
    const key = `${this.agency}-staff-${this.keys++}`;
    const ask = () => fetch(`${origin}/api/items${path}`, {
      method,
      headers: {
        ...as,
        'idempotency-key': key,
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await declaring(origin, as, ask);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return { body: await response.json(), etag: response.headers.get('etag') ?? '' };
  }
}
