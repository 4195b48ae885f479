import type { RequestId, Sha256 } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import type { CaseEvent, CaseEventOf } from '../case-event.js';
import type { CaseState, CaseStatus } from '../case-state.js';
import type { DecidedAction } from '../decision.js';
import { openFlagsOf } from '../shares.js';
import { CaseAccount, type RequestAccount } from './case-account.js';
import { RecallAccount } from './recall-account.js';
import { ReminderAccount } from './reminder-account.js';
import { sameValue } from './same-value.js';
import { expectThat } from './simulated-messages.js';
import type { FoldedCase, SimulatedCommit } from './simulated-ledger.js';

/** From which states an event may lead to the next one (design: Case). */
const LEADS: Partial<Record<CaseEvent['type'], readonly [from: readonly CaseStatus[], to: CaseStatus]>> = {
  CaseOpened: [['none'], 'screening'],
  VettingStarted: [['screening'], 'vetting'],
  VettingResumed: [['halted', 'suspended', 'terminated', 'withdrawn', 'lapsed'], 'vetting'],
  CaseHalted: [['vetting', 'cleared', 'lapsed'], 'halted'],
  CaseSuspended: [['halted', 'suspended'], 'suspended'],
  CaseTerminated: [['halted', 'suspended'], 'terminated'],
  CaseWithdrawn: [['screening', 'vetting', 'halted', 'suspended', 'cleared', 'lapsed'], 'withdrawn'],
  CaseCleared: [['vetting'], 'cleared'],
  ConclusionLapsed: [['cleared'], 'lapsed'],
};

const STILL: readonly CaseStatus[] = ['halted', 'suspended', 'terminated', 'withdrawn', 'cleared', 'lapsed'];

/** What only two persons bring about. */
const BY_TWO: Partial<Record<CaseEvent['type'], DecidedAction['kind']>> = { CaseSuspended: 'suspend', CaseTerminated: 'terminate', FlagClosed: 'close-flag', RequestWaived: 'waive', OtherCaseDisregarded: 'disregard' };

/** What must hold after every commit. It keeps its own account of the events and asks the domain for nothing. */
export class Invariants {
  readonly filed = new Set<Sha256>();
  readonly rejected = new Set<Sha256>();
  readonly account = new CaseAccount();
  status: CaseStatus = 'none';
  private readonly recalls = new RecallAccount();
  private readonly reminders = new ReminderAccount();
  private readonly proposals = new Map<number, { readonly action: DecidedAction; readonly by: string }>();
  /** The action that two persons have agreed on, and that is being carried out. */
  private agreed: DecidedAction | undefined;
  /** A flag was filed, and the case has to halt before the commit is over. */
  private mustHalt = false;
  private at = 0;
  private seq = 0;

  constructor(private readonly policy: Policy) {}

  /** @param decided the state that the writer holds. @param replayed the fold of the whole stream. */
  check(commit: SimulatedCommit, decided: CaseState, replayed: FoldedCase): void {
    expectThat(commit.seq === ++this.seq, 'commits follow each other without a gap');
    expectThat(commit.at >= this.at, 'time never goes back within a stream');
    this.at = commit.at;
    this.agreed = undefined;
    for (const event of commit.events) this.take(event);
    expectThat(!this.mustHalt, 'a flag halts a case that was not halted');
    expectThat(this.account.lost.length === 0, 'a share that is given away is given to somebody');
    this.recalls.check(commit, this.account);
    const tookBack = commit.events.some(({ type }) => type === 'RequestRecalled');
    expectThat(!tookBack || this.status !== 'vetting' || this.account.dropped.length === 0, 'what is taken back in vetting is asked again at once');
    expectThat(this.mayBeAsked || this.account.open.length + this.account.withheld.length === 0, 'nothing is open or withheld but in vetting, or until the beat after it');
    expectThat(sameValue(decided, replayed.state), 'replay gives the state that was decided on');
    expectThat(replayed.state.status === this.status, 'the state is the one that the events lead to');
    const flags = [...new Set(this.account.flagged.map(({ agency }) => agency))];
    expectThat(sameValue([...openFlagsOf(replayed.state)].sort(), flags.sort()), 'the open flags are those that nobody has corrected or closed');
  }

  private take(event: CaseEvent): void {
    const kind = BY_TWO[event.type];
    expectThat(kind === undefined || this.agreed?.kind === kind, 'no adverse end, no closing and no waiving without two persons');
    const leads = LEADS[event.type];
    expectThat(!leads || leads[0].includes(this.status), `${event.type} does not follow on ${this.status}`);
    if (leads) this.status = leads[1];
    this.recalls.follow(event, this.at, this.account);
    this.follow(event);
  }

  private get mayBeAsked(): boolean {
    return this.status === 'vetting' || this.recalls.pending;
  }

  private follow(event: CaseEvent): void {
    switch (event.type) {
      case 'CaseOpened':
        return expectThat(this.seq === 1, 'a case is opened once');
      case 'VettingResumed':
        return this.resumed(event);
      case 'RequestIssued':
        expectThat(!this.account.requests.has(event.data.requestId), 'a request is issued once');
        expectThat(this.mayBeAsked && !['open', 'withheld'].includes(this.account.newestOf(event.data.agency)?.status ?? ''), 'an agency has one open request at most');
        this.reminders.plans(event.data);
        return this.account.issue(event);
      case 'VerdictFiled':
        return this.accountFiled(event);
      case 'VerdictRejected':
        expectThat(!this.filed.has(event.data.verdictHash), 'a verdict that is on file is not rejected');
        expectThat(!this.rejected.has(event.data.verdictHash), 'a verdict is rejected once');
        this.rejected.add(event.data.verdictHash);
        return;
      case 'RequestRecalled':
        return this.close(event.data.requestId, 'recalled', ['open', 'withheld']);
      case 'RequestReassigned':
        return this.close(event.data.requestId, 'reassigned', ['open', 'withheld', 'declined']);
      case 'RequestWaived':
        return this.close(event.data.requestId, 'waived', ['open', 'withheld', 'declined']);
      case 'RequestWithheld':
        return this.close(event.data.requestId, 'withheld', ['open', 'withheld']);
      case 'RequestDeclined':
        return this.close(event.data.requestId, 'declined', ['open']);
      case 'CaseHalted':
        expectThat(this.mustHalt, 'a halt follows a blocking flag');
        this.mustHalt = false;
        return;
      case 'FlagAdded':
        return expectThat(STILL.includes(this.status), 'a further flag is added to a halt');
      case 'FlagClosed':
        this.request(event.data.requestId).closed = event.data.verdictHash;
        return;
      case 'AdviceConsidered':
        for (const hash of event.data.verdictHashes) this.account.considered.add(hash);
        return;
      case 'DecisionProposed':
        expectThat(event.data.number === this.proposals.size + 1, 'decisions are numbered without a gap');
        this.proposals.set(event.data.number, event.data);
        return;
      case 'DecisionConfirmed': {
        const proposal = this.proposals.get(event.data.number);
        expectThat(proposal !== undefined && proposal.by !== event.data.by, 'one proposes and another confirms');
        this.agreed = proposal.action;
        return;
      }
      case 'CaseCleared':
        return expectThat(this.account.obstacles.length === 0, `nothing clears while ${this.account.obstacles[0] ?? ''}`);
      case 'RequestOverdue':
        return this.accountOverdue(event);
      case 'MoreAsked':
        expectThat(this.request(event.data.requestId).status === 'open', 'only who has not answered asks for more');
        return ask(this.request(event.data.requestId));
      case 'SupplementSent': {
        const request = this.request(event.data.requestId);
        expectThat(request.unanswered, 'a supplement answers a question, once');
        request.unanswered = false;
        if (!request.waiting) return expectThat(event.data.deadlineVersion === request.deadline.version, 'what comes after the longest pause moves nothing');
        request.waiting = false;
        this.reminders.plans(event.data);
        return moveDeadline(request, event.data.deadlineVersion, event.data.dueAt);
      }
      case 'PauseEnded': {
        const request = this.request(event.data.requestId);
        expectThat(request.status === 'open' && request.waiting, 'only a pause ends');
        request.waiting = false;
        this.reminders.plans(event.data);
        return moveDeadline(request, event.data.deadlineVersion, event.data.dueAt);
      }
      case 'DeadlineRecounted':
        this.reminders.plans(event.data);
        return moveDeadline(this.request(event.data.requestId), event.data.deadlineVersion, event.data.dueAt);
      case 'AgencyReminded':
      case 'OverdueEscalated':
        return this.reminders.told(event, this.at, this.request(event.data.requestId));
      case 'ReviewEscalated':
        expectThat(this.status === 'halted' || this.status === 'suspended', 'only what is held is reviewed');
        return this.reminders.reviewed(event, this.at);
      case 'ExtensionDecided':
        expectThat(this.request(event.data.requestId).status === 'open', 'only who has not answered is given time');
        if (event.data.grantedUntil === null) return;
        this.reminders.plans(event.data);
        return moveDeadline(this.request(event.data.requestId), event.data.deadlineVersion, event.data.grantedUntil);
      case 'SamePersonFound':
      // No schedule has a recusal in it: recusal.unit.spec.ts follows those.
      case 'ReReviewOpened':
      case 'OfficerRecused':
      case 'OfficerReadmitted':
      case 'ReviewOpened':
        return;
      case 'OtherCaseHolds':
      case 'OtherCaseReleased':
        this.account.held = event.type === 'OtherCaseHolds';
        return;
      case 'OtherCaseDisregarded':
        this.account.held = false;
        return;
      case 'PutOnAgenda':
        return expectThat(this.status === 'cleared', 'only what is cleared goes to a meeting');
      case 'VettingStarted':
      case 'ReceiptRecorded':
      case 'ExtensionAsked':
      case 'FlagCorrected':
      case 'DecisionRefused':
      case 'CaseSuspended':
      case 'CaseTerminated':
      case 'CaseWithdrawn':
      case 'ConclusionLapsed':
        return;
    }
  }

  private resumed({ data }: CaseEventOf<'VettingResumed'>): void {
    if (data.because === 'lapsed') return;
    expectThat(this.agreed?.kind === (data.because === 'resumed' ? 'resume' : 'reopen'), 'nothing goes on without two persons');
    expectThat(data.because === 'reopened' || this.account.flagged.length === 0, 'no halt is lifted over a flag');
  }

  private request(requestId: RequestId): RequestAccount {
    const request = this.account.requests.get(requestId);
    expectThat(request !== undefined, 'an event is about a request that was issued');
    return request;
  }

  private close(requestId: RequestId, to: RequestAccount['status'], from: readonly RequestAccount['status'][]): void {
    const request = this.request(requestId);
    expectThat(from.includes(request.status), `a request that is ${request.status} is not ${to}`);
    request.status = to;
    request.waiting = false;
    request.unanswered = false;
  }

  private accountOverdue({ data }: CaseEventOf<'RequestOverdue'>): void {
    const { status, waiting, deadline } = this.request(data.requestId);
    expectThat(status === 'open', 'only what is open is overdue');
    expectThat(!waiting, 'no clock runs while the agency waits for a supplement');
    expectThat(data.deadlineVersion === deadline.version, 'it is the present deadline that has passed');
    expectThat(!deadline.passed.includes(data.deadlineVersion), 'a deadline passes once');
    expectThat(deadline.dueAt <= this.at, 'a deadline passes when it is reached');
    deadline.passed.push(data.deadlineVersion);
    this.reminders.passed(data);
  }

  private accountFiled(event: CaseEventOf<'VerdictFiled'>): void {
    const { data } = event;
    const request = this.request(data.requestId);
    expectThat(!this.filed.has(data.verdictHash), 'a verdict is filed once');
    expectThat(!this.rejected.has(data.verdictHash), 'a verdict that was rejected is not filed');
    expectThat(data.version > (request.verdict?.version ?? 0), 'versions rise');
    expectThat(request.status !== 'declined', 'who has declined is not heard');
    const rules = this.policy.agencies.filter(({ agency }) => request.answersFor.includes(agency));
    const blocks = data.code !== 'CLEAR' && rules.some((each) => each.blocks.includes(data.code as never));
    expectThat(data.blocking === blocks, 'a flag blocks where the policy says so');
    this.filed.add(data.verdictHash);
    this.account.file(request, event, blocks);
    this.mustHalt ||= blocks && ['vetting', 'cleared', 'lapsed'].includes(this.status);
  }
}

function moveDeadline(request: RequestAccount, version: number | undefined, dueAt: number): void {
  const { deadline } = request;
  expectThat(version === deadline.version + 1, 'each move of a deadline is a version of its own');
  expectThat(dueAt >= deadline.dueAt, 'a deadline never moves back');
  request.deadline = { version, dueAt, passed: deadline.passed };
}

/** A further question starts no pause where the longest of the one before is over. */
function ask(request: RequestAccount): void {
  request.waiting ||= !request.unanswered;
  request.unanswered = true;
}
