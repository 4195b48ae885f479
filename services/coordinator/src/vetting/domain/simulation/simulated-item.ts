import type { AgencyId, Instant, RequestId, Sha256 } from '@lianshen/contracts/kernel';
import type { Verdict, VerdictCode } from '@lianshen/contracts/messages';
import { APPROVER, CLERK } from '../case-builder.js';
import { expectThat, type ToAgency, type ToHub } from './simulated-messages.js';
import type { Random } from './random.js';

type Flaw = 'none' | 'other-request' | 'own-approver' | 'other-wording' | 'other-supplements';

interface Attempt {
  readonly code: VerdictCode;
  readonly flaw: Flaw;
}

interface Sent {
  readonly message: ToHub;
  readonly flaw: Flaw;
  answer: 'none' | 'filed' | 'rejected';
}

const FLAGS: readonly VerdictCode[] = ['FLAG_VERIFYING', 'FLAG_IN_PERIOD', 'SUGGEST_DEFER', 'OBJECT'];
const FLAWS: readonly Flaw[] = ['other-request', 'own-approver', 'other-wording', 'other-supplements'];
const DAY_MS = 86_400_000;
const CATEGORIES: Readonly<Record<VerdictCode, string>> = { CLEAR: '无', FLAG_VERIFYING: '在办', FLAG_IN_PERIOD: '影响期内', SUGGEST_DEFER: '建议暂缓', OBJECT: '不同意' };

/** A request at its agency, with a plan: one verdict or several versions of it, some of them invalid, the last one valid. */
export class SimulatedItem {
  private readonly plan: readonly Attempt[];
  private readonly sent = new Map<Sha256, Sent>();
  private request: { readonly requestHash: Sha256; readonly dueAt: Instant } | undefined;
  private recalled = false;
  private next = 0;
  /** What it will ask before it answers, and what it has asked. */
  private readonly questionsPlanned: number;
  private readonly wantsTime: boolean;
  private readonly declines: boolean;
  private questions = 0;
  private readonly supplements = new Map<number, Sha256>();
  private timeAsked: ToHub | undefined;
  private timeDecided = false;
  private declined: ToHub | undefined;

  constructor(
    private readonly agency: AgencyId,
    readonly requestId: RequestId,
    random: Random,
    flagChance: number,
  ) {
    this.questionsPlanned = random.chance(0.15) ? random.between(1, 2) : 0;
    this.wantsTime = random.chance(0.12);
    this.declines = random.chance(0.03);
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
      this.request = { requestHash: message.requestHash, dueAt: message.dueAt };
      return { to: 'hub', kind: 'receipt', agency: this.agency, requestId: this.requestId };
    }
    if (message.kind === 'recall') {
      this.recalled = true;
      return undefined;
    }
    if (message.kind === 'supplement') {
      expectThat(message.number <= this.questions, 'a supplement answers what the agency has asked');
      expectThat((this.supplements.get(message.number) ?? message.hash) === message.hash, 'a supplement has the same bytes each time that it comes');
      this.supplements.set(message.number, message.hash);
      return undefined;
    }
    if (message.kind === 'decided') {
      expectThat(this.timeAsked !== undefined, 'an agency is told of an extension that it asked for');
      this.timeDecided = true;
      return undefined;
    }
    const sent = this.sent.get(message.hash);
    expectThat(sent !== undefined, 'an agency is answered about verdicts that it sent');
    expectThat(sent.answer === 'none' || sent.answer === message.kind, 'an agency is never told both filed and rejected');
    expectThat(message.kind === 'rejected' || sent.flaw === 'none', 'a verdict that breaks a rule is not filed');
    sent.answer = message.kind;
    return undefined;
  }

  /** Whether it has something left to say. A recall closes what was not answered. */
  get willAnswer(): boolean {
    return this.request !== undefined && this.next < this.plan.length && (!this.recalled || this.next > 0) && !this.isWaiting && !this.declined;
  }

  private get isWaiting(): boolean {
    return !this.recalled && this.questions > this.supplements.size;
  }

  /** The next thing that it says: a wish for time, a question, that it does not answer, or a verdict. */
  answer(): ToHub | undefined {
    const attempt = this.plan[this.next];
    if (!this.willAnswer || !this.request || !attempt) return undefined;
    return this.next === 0 && !this.recalled ? (this.nonAnswer(this.request) ?? this.verdict(this.request, attempt)) : this.verdict(this.request, attempt);
  }

  private nonAnswer({ dueAt }: { readonly dueAt: Instant }): ToHub | undefined {
    const { agency, requestId } = this;
    if (this.wantsTime && !this.timeAsked) return (this.timeAsked = { to: 'hub', kind: 'wants-time', agency, requestId, number: 1, until: dueAt + 5 * DAY_MS });
    if (this.questions < this.questionsPlanned) return { to: 'hub', kind: 'question', agency, requestId, number: ++this.questions };
    return this.declines ? (this.declined = { to: 'hub', kind: 'declined', agency, requestId, number: 1 }) : undefined;
  }

  private verdict({ requestHash }: { readonly requestHash: Sha256 }, attempt: Attempt): ToHub {
    const { requestId } = this;
    const version = ++this.next;
    const supplementHashes = [...this.supplements].sort(([one], [other]) => one - other).map(([, hash]) => hash);
    const verdict: Verdict = {
      requestId,
      version,
      requestHash: attempt.flaw === 'other-request' ? 'other' : requestHash,
      supplementHashes: attempt.flaw === 'other-supplements' ? [...supplementHashes, 'another'] : supplementHashes,
      code: attempt.code,
      category: attempt.flaw === 'other-wording' ? '另一种说法' : CATEGORIES[attempt.code],
      findings: [],
      clerk: CLERK,
      approvers: [attempt.flaw === 'own-approver' ? CLERK : APPROVER],
      mode: 'human',
      decidedAt: '2026-03-03T01:00:00.000Z',
    };
    const verdictHash = `${requestId.split('.').slice(1).join('-')}-v${version}`.padEnd(43, '_');
    const message: ToHub = { to: 'hub', kind: 'verdict', agency: this.agency, verdict, hash: verdictHash };
    this.sent.set(verdictHash, { message, flaw: attempt.flaw, answer: 'none' });
    return message;
  }

  /** What nobody has answered yet: it is sent again until somebody does. */
  unanswered(): ToHub[] {
    const verdicts = [...this.sent.values()].filter(({ answer }) => answer === 'none').map(({ message }) => message);
    if (!this.request || this.recalled || this.next > 0) return verdicts;
    const { requestId } = this;
    const question: ToHub[] = this.isWaiting ? [{ to: 'hub', kind: 'question', agency: this.agency, requestId, number: this.questions }] : [];
    return [...verdicts, ...question, ...(this.timeAsked && !this.timeDecided && !this.declined ? [this.timeAsked] : [])];
  }

  /** Nothing ever answers that it declines, so that is sent again until it is on record. */
  declinedUnless(onRecord: boolean): ToHub[] {
    return this.declined && !onRecord && !this.recalled ? [this.declined] : [];
  }

  /** What must be on file once everything has arrived: the last version, or nothing where the recall came first. */
  get lastVersion(): number | undefined {
    return this.next > 0 ? this.plan.length : undefined;
  }
}
