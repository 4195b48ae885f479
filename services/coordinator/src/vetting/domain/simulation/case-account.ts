import type { AgencyId, RequestId, Sha256 } from '@lianshen/contracts/kernel';
import type { VerdictCode } from '@lianshen/contracts/messages';
import type { CaseEventOf } from '../case-event.js';

/** A request as the invariants know it, from the events alone. */
export interface RequestAccount {
  readonly requestId: RequestId;
  readonly agency: AgencyId;
  readonly answersFor: readonly AgencyId[];
  readonly order: number;
  status: 'open' | 'withheld' | 'answered' | 'recalled' | 'declined' | 'reassigned' | 'waived';
  /** Its clock stands still. */
  waiting: boolean;
  /** A question of it has not been answered; the longest pause may be over. */
  unanswered: boolean;
  deadline: { version: number; dueAt: number; readonly passed: number[] };
  verdict: { readonly version: number; readonly code: VerdictCode; readonly blocks: boolean; readonly hash: Sha256; readonly filing: number } | undefined;
  closed: Sha256 | undefined;
}

/** Requests, verdicts and flags of a case, kept from its events without asking the domain for anything. */
export class CaseAccount {
  readonly requests = new Map<RequestId, RequestAccount>();
  readonly considered = new Set<Sha256>();
  /** By a flag in another case of the same person. */
  held = false;
  private filings = 0;

  issue({ data }: CaseEventOf<'RequestIssued'>): void {
    const { requestId, agency, answersFor = [agency], deadlineVersion: version, dueAt } = data;
    const order = this.requests.size + 1;
    this.requests.set(requestId, { requestId, agency, answersFor, order, status: 'open', waiting: false, unanswered: false, deadline: { version, dueAt, passed: [] }, verdict: undefined, closed: undefined });
  }

  file(request: RequestAccount, { data }: CaseEventOf<'VerdictFiled'>, blocks: boolean): void {
    request.verdict = { version: data.version, code: data.code, blocks, hash: data.verdictHash, filing: ++this.filings };
    request.status = 'answered';
    request.waiting = false;
    request.unanswered = false;
  }

  get open(): RequestAccount[] {
    return [...this.requests.values()].filter(({ status }) => status === 'open');
  }

  get withheld(): RequestAccount[] {
    return [...this.requests.values()].filter(({ status }) => status === 'withheld');
  }

  newestOf(agency: AgencyId): RequestAccount | undefined {
    return [...this.requests.values()].findLast((request) => request.agency === agency);
  }

  get shares(): ReadonlySet<AgencyId> {
    return new Set([...this.requests.values()].flatMap(({ answersFor }) => answersFor));
  }

  private asked(share: AgencyId): RequestAccount[] {
    return [...this.requests.values()].filter(({ answersFor }) => answersFor.includes(share));
  }

  /** A flag stands until it is corrected, closed by persons, or the same agency has said otherwise to a later request. */
  get flagged(): RequestAccount[] {
    const raised = (request: RequestAccount): boolean => request.verdict?.blocks === true && request.closed !== request.verdict.hash;
    const fallen = (request: RequestAccount, share: AgencyId): boolean =>
      this.asked(share).some((later) => later.agency === request.agency && later.order > request.order && later.verdict && !raised(later) && later.verdict.filing > (request.verdict?.filing ?? 0));
    return [...this.requests.values()].filter((request) => raised(request) && request.answersFor.some((share) => !fallen(request, share)));
  }

  /** Shares that were taken from an agency and given to nobody. */
  get lost(): AgencyId[] {
    return [...this.requests.values()].flatMap(({ status, answersFor, order }) => (status === 'reassigned' ? answersFor.filter((share) => !this.asked(share).some((later) => later.order > order)) : []));
  }

  /** Shares that nobody has answered and whose newest request was taken back: right while the case stands still. */
  get dropped(): AgencyId[] {
    return [...this.shares].filter((share) => this.asked(share).at(-1)?.status === 'recalled' && !this.asked(share).some(({ verdict }) => verdict));
  }

  /** Why the case cannot clear, in words; empty where it can, but for time. */
  get obstacles(): string[] {
    const flags = this.flagged.map(({ agency }) => `${agency} has flagged`);
    const shares = [...this.shares].flatMap((share) => this.obstaclesOf(share));
    const answered = [...this.shares].some((share) => this.asked(share).at(-1)?.status !== 'waived' && this.asked(share).some(({ verdict }) => verdict)) ? [] : ['nobody has answered'];
    return [...flags, ...(this.held ? ['another case holds it'] : []), ...shares, ...answered];
  }

  private obstaclesOf(share: AgencyId): string[] {
    const asked = this.asked(share);
    const newest = asked.at(-1);
    if (newest?.status === 'waived') return [];
    const verdict = asked.findLast((request) => request.verdict)?.verdict;
    if (!newest || (newest.status !== 'answered' && newest.status !== 'recalled')) return [`${share} is ${newest?.status ?? 'not asked'}`];
    if (!verdict) return [`${share} has not answered`];
    return verdict.code === 'CLEAR' || verdict.blocks || this.considered.has(verdict.hash) ? [] : [`the advice of ${share} was not considered`];
  }
}
