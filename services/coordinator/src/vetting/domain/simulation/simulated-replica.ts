import type { AgencyId, Instant, RequestId, Result } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import { CHINA_CALENDAR } from '@lianshen/contracts/working-time';
import { CLERK, fakeSha256, OFFICER, OPEN, OTHER_CASE, RECALL_BEAT_MS as recallBeatMs } from '../case-builder.js';
import type { CaseEvent } from '../case-event.js';
import type { CaseState } from '../case-state.js';
import type { Asking } from '../issue-request.js';
import type { FormerAgency } from '../move-merged.js';
import type { NonAnswered } from '../record-question.js';
import type { HubUnderTest } from './hub-under-test.js';
import type { FoldedCase, SimulatedCommit, SimulatedLedger } from './simulated-ledger.js';
import type { ToHub } from './simulated-messages.js';

interface Answer {
  readonly message: ToHub;
  readonly result: Result<readonly CaseEvent[]>;
}

/** Where a replica stands with the messages that it has taken: each step may be its last. */
type Job =
  | { readonly stage: 'decided'; readonly on: FoldedCase; readonly at: Instant; readonly state: CaseState; readonly answers: readonly Answer[] }
  | { readonly stage: 'appended'; readonly commit: SimulatedCommit; readonly answers: readonly Answer[] };

interface World {
  /** Agencies that were merged by now, and into which. */
  readonly successors: Readonly<Record<AgencyId, AgencyId>>;
  /** Agencies that are suspended now. */
  readonly suspended: readonly AgencyId[];
  readonly ledger: SimulatedLedger;
  /** The replica's own idea of the time. */
  now(skew: number): Instant;
  committed(commit: SimulatedCommit, state: CaseState): void;
  /** Publishes what follows from a commit. */
  relay(commit: SimulatedCommit): void;
  answered(answer: Answer): void;
  /** A message that was not acknowledged comes back. */
  giveBack(message: ToHub): void;
}

/** One process of the coordinator: it decides on what it remembers, appends, publishes, and may die at any point. */
export class SimulatedReplica {
  private remembered: FoldedCase | undefined;
  private job: Job | undefined;

  constructor(
    private readonly hub: HubUnderTest,
    private readonly policy: Policy,
    private readonly world: World,
    private readonly skew: number,
  ) {}

  get busy(): boolean {
    return this.job !== undefined;
  }

  /** Takes messages that came together; they are decided one after the other and stand in one commit. */
  take(messages: readonly ToHub[]): void {
    this.decide(messages);
  }

  /** One step further: append what was decided, or publish what was appended. */
  advance(): void {
    const { job } = this;
    if (!job) return;
    if (job.stage === 'appended') {
      this.world.relay(job.commit);
      return this.finish(job.answers);
    }
    const events = job.answers.flatMap(({ result }) => (result.ok ? result.value : []));
    const commit = this.world.ledger.append(job.on, job.at, events);
    if (!commit) {
      this.remembered = undefined;
      return this.decide(job.answers.map(({ message }) => message));
    }
    this.remembered = { seq: commit.seq, at: commit.at, state: job.state };
    this.job = { stage: 'appended', commit, answers: job.answers };
    this.world.committed(commit, job.state);
  }

  /** Dies: what it remembered is gone, and what it had not acknowledged comes again. */
  crash(): void {
    for (const { message } of this.job?.answers ?? []) this.world.giveBack(message);
    this.job = undefined;
    this.remembered = undefined;
  }

  private decide(messages: readonly ToHub[]): void {
    let on = this.remembered ?? this.world.ledger.load();
    let decided = this.decideOn(on, messages);
    // A refusal on what is only remembered is decided again on what is stored.
    if (this.remembered && decided.answers.some(({ result }) => !result.ok)) {
      on = this.world.ledger.load();
      decided = this.decideOn(on, messages);
    }
    this.remembered = on;
    const changed = decided.answers.some(({ result }) => result.ok && result.value.length > 0);
    if (changed) this.job = { stage: 'decided', on, ...decided };
    else this.finish(decided.answers);
  }

  private decideOn(on: FoldedCase, messages: readonly ToHub[]): { at: Instant; state: CaseState; answers: Answer[] } {
    const now = this.world.now(this.skew);
    const at = this.hub.timeHeld ? Math.max(now, on.at) : now;
    let { state } = on;
    const answers = messages.map((message): Answer => {
      const result = this.command(state, message, at);
      if (result.ok) for (const event of result.value) state = this.hub.evolve(state, event, at);
      return { message, result };
    });
    return { at, state, answers };
  }

  private command(state: CaseState, message: ToHub, now: Instant): Result<readonly CaseEvent[]> {
    const { hub, policy } = this;
    switch (message.kind) {
      case 'open':
        return hub.openCase(state, { ...OPEN, conclusion: policy.conclusion });
      case 'start':
        return hub.startVetting(state, this.asking, now);
      case 'receipt':
        return hub.recordReceipt(state, message.agency, message.requestId);
      case 'alarm':
        return hub.answerAlarm(state, this.asking, now);
      case 'conclude':
        return hub.issueConclusion(state, policy, now, OFFICER);
      case 'withdraw':
        return hub.withdrawCase(state, { reason: '撤回', recallBeatMs }, now);
      case 'consider':
        return hub.considerAdvice(state, { text: '已研究', by: OFFICER, policy }, now);
      case 'lapse':
        return hub.markLapsed(state, now);
      case 're-vet':
        return hub.reVet(state, this.asking, now);
      case 'propose':
        return hub.proposeDecision(state, { action: message.action, why: { reason: '事由', basis: '依据', heard: 'heard' }, by: message.by }, now);
      case 'confirm':
        return hub.confirmDecision(state, { number: message.number, by: message.by, asking: this.asking }, now);
      case 'refuse':
        return hub.refuseDecision(state, { number: message.number, by: message.by, reason: '不同意' });
      case 'reassign':
        return hub.reassignRequest(state, { agency: message.agency, to: this.world.successors[message.other] ?? message.other, reason: '事由', asking: this.asking }, now);
      case 'move':
        return hub.moveMerged(state, { asking: this.asking, former: FORMER }, now);
      case 'release':
        return hub.releaseWithheld(state, message.agency, this.asking, now);
      case 'other-case':
        return hub.noteOtherCase(state, { otherCaseId: OTHER_CASE, otherSeq: message.seq, holds: message.holds, isChange: true, policy }, now);
      case 'question':
        return hub.recordQuestion(state, nonAnswered(message), this.asking, now);
      case 'wants-time':
        return hub.recordExtension(state, nonAnswered(message), message.until);
      case 'declined':
        return hub.recordDeclined(state, nonAnswered(message), 'out-of-scope');
      case 'supply':
        return hub.sendSupplement(state, { ...SUPPLEMENT, agency: message.agency, question: message.question, policy }, now);
      case 'decide':
        return hub.decideExtension(state, { agency: message.agency, number: message.number, grantedUntil: message.grantedUntil }, now);
      case 'verdict': {
        const { agency, verdict, hash } = message;
        return hub.fileVerdict(state, { agency, verdict, verdictHash: hash, jws: '', policy, calendar: CHINA_CALENDAR, recallBeatMs }, now);
      }
    }
  }

  private get asking(): Asking {
    return { policy: this.policy, calendarOf: () => CHINA_CALENDAR, nonces: NONCES, successors: this.world.successors, suspended: this.world.suspended, sha256: fakeSha256 };
  }

  private finish(answers: readonly Answer[]): void {
    this.job = undefined;
    for (const answer of answers) this.world.answered(answer);
  }
}

const SUPPLEMENT = { text: '补充', calendar: CHINA_CALENDAR, nonce: 's'.repeat(22), sha256: fakeSha256 };

const nonAnswered = ({ agency, requestId, number }: { agency: AgencyId; requestId: RequestId; number: number }): NonAnswered => ({
  agency,
  requestId,
  number,
  said: { text: '事由', clerk: CLERK, jws: '' },
});

/** Chance has no part in it: any agency that may be asked has the same. */
const NONCES: Readonly<Record<AgencyId, string>> = new Proxy({}, { get: () => 'n'.repeat(22) });

const FORMER: Readonly<Record<AgencyId, FormerAgency>> = new Proxy({}, { get: () => ({ name: { zh: '原单位', en: 'former' }, at: 0, basis: '事由' }) });
