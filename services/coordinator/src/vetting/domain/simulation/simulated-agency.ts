import type { AgencyId, Sha256 } from '@lianshen/contracts/kernel';
import type { Verdict, VerdictCode } from '@lianshen/contracts/messages';
import { APPROVER, CLERK } from '../case-builder.js';
import { expectThat, type ToAgency, type ToHub } from './simulated-messages.js';
import type { Random } from './random.js';

type Flaw = 'none' | 'other-request' | 'own-approver' | 'other-wording';

interface Attempt {
  readonly code: VerdictCode;
  readonly flaw: Flaw;
}

interface Sent {
  readonly message: ToHub;
  answer: 'none' | 'filed' | 'rejected';
}

const FLAGS: readonly VerdictCode[] = ['FLAG_VERIFYING', 'FLAG_IN_PERIOD', 'SUGGEST_DEFER', 'OBJECT'];
const FLAWS: readonly Flaw[] = ['other-request', 'own-approver', 'other-wording'];
const CATEGORIES: Readonly<Record<VerdictCode, string>> = { CLEAR: '无', FLAG_VERIFYING: '在办', FLAG_IN_PERIOD: '影响期内', SUGGEST_DEFER: '建议暂缓', OBJECT: '不同意' };

/** An agency with a plan: one verdict or several versions of it, some of them invalid, the last one valid. */
export class SimulatedAgency {
  private readonly plan: readonly Attempt[];
  private readonly sent = new Map<Sha256, Sent>();
  private request: { readonly requestId: string; readonly requestHash: Sha256 } | undefined;
  private recalled = false;
  private next = 0;

  constructor(
    readonly agency: AgencyId,
    random: Random,
    flagChance: number,
  ) {
    const count = random.chance(0.65) ? 1 : random.between(2, 4);
    const code = (): VerdictCode => (random.chance(flagChance) ? random.pick(FLAGS) : 'CLEAR');
    this.plan = Array.from({ length: count }, (_, index) => ({
      code: code(),
      flaw: index < count - 1 && random.chance(0.4) ? random.pick(FLAWS) : 'none',
    }));
  }

  /** @returns what it sends at once. */
  receive(message: ToAgency): ToHub | undefined {
    if (message.kind === 'request') {
      this.request = { requestId: message.requestId, requestHash: message.requestHash };
      return { to: 'hub', kind: 'receipt', agency: this.agency, requestId: message.requestId };
    }
    if (message.kind === 'recall') {
      this.recalled = true;
      return undefined;
    }
    const sent = this.sent.get(message.hash);
    expectThat(sent !== undefined, 'an agency is answered about verdicts that it sent');
    expectThat(sent.answer === 'none' || sent.answer === message.kind, 'an agency is never told both filed and rejected');
    sent.answer = message.kind;
    return undefined;
  }

  /** Whether it has something left to say. A recall closes what was not answered. */
  get willAnswer(): boolean {
    return this.request !== undefined && this.next < this.plan.length && (!this.recalled || this.next > 0);
  }

  answer(): ToHub | undefined {
    const attempt = this.plan[this.next];
    if (!this.willAnswer || !this.request || !attempt) return undefined;
    const version = ++this.next;
    const { requestId, requestHash } = this.request;
    const verdict: Verdict = {
      requestId,
      version,
      requestHash: attempt.flaw === 'other-request' ? 'other' : requestHash,
      supplementHashes: [],
      code: attempt.code,
      category: attempt.flaw === 'other-wording' ? '另一种说法' : CATEGORIES[attempt.code],
      findings: [],
      clerk: CLERK,
      approvers: [attempt.flaw === 'own-approver' ? CLERK : APPROVER],
      mode: 'human',
      decidedAt: '2026-03-03T01:00:00.000Z',
    };
    const hash = `${this.agency}-v${version}`.padEnd(43, '_');
    const message: ToHub = { to: 'hub', kind: 'verdict', agency: this.agency, verdict, hash };
    this.sent.set(hash, { message, answer: 'none' });
    return message;
  }

  /** Verdicts that nobody has answered yet: they are sent again until somebody does. */
  unanswered(): ToHub[] {
    return [...this.sent.values()].filter(({ answer }) => answer === 'none').map(({ message }) => message);
  }

  /** What must be on file once everything has arrived: the last version, or nothing where the recall came first. */
  get lastVersion(): number | undefined {
    return this.next > 0 ? this.plan.length : undefined;
  }
}
