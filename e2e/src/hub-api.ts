import type { AgencyFigures, StatisticsView } from '@lianshen/contracts/api';
import { declaring } from './declaring.js';
import type { Stack } from './hub-stack.js';

type Role = keyof Stack['tokens'];

/** Who of the coordinator's people reads which desk's inbox. */
const OFFICE_OF: Readonly<Record<string, Role>> = { coordinator: 'officer', auditor: 'auditor' };

/** Tokens are good for twelve hours; where the clock is moved on they are made anew. */
const TOKEN_KEPT_MS = 3_600_000;

export interface CaseItem {
  readonly caseId: string;
  readonly row: number;
  readonly status: string;
  readonly verdicts: Readonly<Record<string, string>>;
}

export interface InboxItem {
  readonly position: number;
  readonly fact: string;
  readonly requestId: string | null;
  readonly caseId: string | null;
}

export interface RequestNow {
  readonly agency: string;
  readonly status: string;
  readonly round: number;
  readonly renews: boolean;
  readonly dueAt: string;
  readonly provisional: boolean;
  readonly overdueAt: string | null;
  readonly verdict: { readonly code: string; readonly version: number; readonly blocking: boolean; readonly lateWorkingDays: number } | null;
}

export interface CaseNow {
  readonly status: string;
  readonly openFlags: readonly string[];
  readonly sealed: boolean;
  readonly validUntil: string | null;
  readonly conclusion: number | null;
  readonly agenda: { readonly meetingAt: string; readonly conclusion: number; readonly locked: boolean } | null;
  readonly otherCases: readonly { readonly caseId: string; readonly holds: boolean }[];
  readonly requests: readonly RequestNow[];
  readonly decisions: readonly { readonly number: number; readonly status: string }[];
}

export interface Imported {
  readonly batchId: string;
  readonly accepted: readonly { readonly row: number; readonly caseId: string; readonly candidate: string }[];
  readonly refused: readonly { readonly row: number; readonly code: string; readonly value: string }[];
}

/** What is said of a list when it is imported. */
interface Listed {
  readonly policy?: string;
  readonly conclusion?: 'automatic' | 'officer';
  /** Its people see what becomes of the candidates. */
  readonly unit?: string;
}

/** The coordinator's API as the tests need it. */
export class HubApi {
  private commands = 0;
  private readonly tokens = new Map<Role, { readonly token: string; readonly mintedAt: number }>();

  constructor(private readonly stack: Stack) {}

  async importBatch(csv: string, key: string, { policy = 'standard-five', conclusion = 'automatic', unit }: Listed = {}): Promise<Imported> {
    const query = new URLSearchParams({ policy, rows: 'good', conclusion, ...(unit === undefined ? {} : { unit }) });
    const response = await fetch(`${this.stack.coordinatorUrl}/api/batches?${query}`, {
      method: 'POST',
      headers: { ...this.officer(), 'content-type': 'text/csv', 'x-file-name': 'batch.csv', 'idempotency-key': key },
      body: csv,
    });
    if (response.status !== 201) throw new Error(`import: ${response.status} ${await response.text()}`);
    return (await response.json()) as Imported;
  }

  async listCases(batchId: string): Promise<CaseItem[]> {
    const items: CaseItem[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = new URLSearchParams({ limit: '500', ...(cursor === '' ? {} : { cursor }) });
      const response = await fetch(`${this.stack.coordinatorUrl}/api/batches/${batchId}/cases?${query}`, { headers: this.officer() });
      const page = (await response.json()) as { items: CaseItem[]; next: string | null };
      items.push(...page.items);
      cursor = page.next;
    }
    return items;
  }

  async readCase(caseId: string): Promise<CaseNow> {
    return (await this.answer(await fetch(`${this.stack.coordinatorUrl}/api/cases/${caseId}`, { headers: this.officer() }))) as CaseNow;
  }

  /** Every event of the case as its timeline tells it, in order. */
  async timeline(caseId: string): Promise<string[]> {
    const response = await fetch(`${this.stack.coordinatorUrl}/api/cases/${caseId}/timeline?limit=500`, { headers: this.officer() });
    return ((await response.json()) as { items: { event: string }[] }).items.map(({ event }) => event);
  }

  /** A command of one of the coordinator's people on a case. @throws with the problem where it is refused. */
  async command(who: 'officer' | 'coordinatorApprover', caseId: string, what: string, body: object = {}): Promise<CaseNow> {
    return (await this.post(who, `/api/cases/${caseId}/${what}`, body)) as CaseNow;
  }

  /** One person proposes and another confirms. @returns the case after it. */
  async decideTogether(caseId: string, body: object): Promise<CaseNow> {
    const { decisions } = await this.command('officer', caseId, 'decisions', { reason: '经研究', ...body });
    return this.command('coordinatorApprover', caseId, `decisions/${decisions.length}/confirmation`);
  }

  /** Reads what one of the coordinator's people may read. */
  async read(role: Role, path: string): Promise<unknown> {
    return this.answer(await this.declaring(role, () => fetch(`${this.stack.coordinatorUrl}${path}`, { headers: this.as(role) })));
  }

  /** A command of one of the coordinator's people. @throws with the problem where it is refused. */
  async post(role: Role, path: string, body?: object): Promise<unknown> {
    const headers = { ...this.as(role), 'idempotency-key': `e2e-command-${this.commands++}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    return this.answer(await this.declaring(role, () => fetch(`${this.stack.coordinatorUrl}${path}`, { method: 'POST', headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })));
  }

  /** Whoever has to declare first says of everybody in the batch that they are not related, and does it again. */
  private declaring(role: Role, ask: () => Promise<Response>): Promise<Response> {
    return declaring(this.stack.coordinatorUrl, this.as(role), ask);
  }

  private async answer(response: Response): Promise<unknown> {
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  }

  /** What the notifier has for the desk of the coordinator (`coordinator`), of the auditors (`auditor`) or of an agency, the newest first. */
  async inboxOf(desk: string): Promise<InboxItem[]> {
    const role = OFFICE_OF[desk];
    const token = role === undefined ? this.stack.mintStaffToken(desk, 'clerk') : this.tokenOf(role);
    const response = await fetch(`${this.stack.notifierUrl}/api/inbox?limit=500`, { headers: { authorization: `Bearer ${token}` } });
    return ((await response.json()) as { items: InboxItem[] }).items;
  }

  /** An officer answers a question of an agency. */
  async sendSupplement(caseId: string, agency: string, question: number, text: string): Promise<void> {
    const response = await fetch(`${this.stack.coordinatorUrl}/api/cases/${caseId}/requests/${agency}/supplements`, {
      method: 'POST',
      headers: { ...this.officer(), 'content-type': 'application/json', 'idempotency-key': `supplement-${agency}-${question}` },
      body: JSON.stringify({ question, text }),
    });
    if (!response.ok) throw new Error(`supplement: ${response.status} ${await response.text()}`);
  }

  /** What statistics say of one agency whose answers are due in a period. @param period first and last day, YYYY-MM-DD. */
  async figuresOf(agency: string, [from, to]: readonly [string, string]): Promise<AgencyFigures | null> {
    const { agencies } = (await this.read('officer', `/api/statistics?${new URLSearchParams({ from, to, agency })}`)) as StatisticsView;
    return agencies.find(({ period }) => period !== null)?.figures ?? null;
  }

  /** Verifies the ledger of the coordinator and of every agency. */
  async verifyLedgers(): Promise<{ readonly place: string; readonly intact: boolean; readonly commits: number }[]> {
    const places = Object.entries({ coordinator: this.stack.coordinatorUrl, ...this.stack.adapterUrls });
    return Promise.all(
      places.map(async ([place, url]) => {
        const response = await fetch(`${url}/api/ledger/verifications`, { method: 'POST', headers: this.as('auditor') });
        return { place, ...((await response.json()) as { intact: boolean; commits: number }) };
      }),
    );
  }

  private officer(): { authorization: string } {
    return this.as('officer');
  }

  private as(role: Role): { authorization: string } {
    return { authorization: `Bearer ${this.tokenOf(role)}` };
  }

  private tokenOf(role: Role): string {
    const kept = this.tokens.get(role);
    if (kept && Date.now() - kept.mintedAt < TOKEN_KEPT_MS) return kept.token;
    const token = this.stack.mintToken(role);
    this.tokens.set(role, { token, mintedAt: Date.now() });
    return token;
  }
}
