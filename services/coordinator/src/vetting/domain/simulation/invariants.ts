import type { AgencyId, Sha256 } from '@lianshen/contracts/kernel';
import type { VerdictCode } from '@lianshen/contracts/messages';
import type { Policy } from '@lianshen/contracts/policy';
import type { CaseEvent, CaseEventOf } from '../case-event.js';
import type { CaseState } from '../case-state.js';
import { sameValue } from './same-value.js';
import { expectThat } from './simulated-messages.js';
import type { FoldedCase, SimulatedCommit } from './simulated-ledger.js';

/** What must hold after every commit. It keeps its own account of the events and asks the domain for nothing. */
export class Invariants {
  readonly filed = new Set<Sha256>();
  readonly rejected = new Set<Sha256>();
  /** The newest verdict of each agency. */
  readonly newest = new Map<AgencyId, { readonly version: number; readonly code: VerdictCode; readonly blocks: boolean }>();
  /** A blocking flag has been filed at some time: nobody in this simulation lifts a halt. */
  everFlagged = false;
  /** A conclusion has been drawn at some time. */
  cleared = false;
  private readonly open = new Set<AgencyId>();
  private readonly waiting = new Set<AgencyId>();
  private readonly declined = new Set<AgencyId>();
  /** The deadline of each agency that is watched, and the versions of those that have passed. */
  private readonly deadlines = new Map<AgencyId, { version: number; dueAt: number; passed: number[] }>();
  private halted = false;
  private at = 0;
  private seq = 0;

  constructor(private readonly policy: Policy) {}

  /** @param decided the state that the writer holds. @param replayed the fold of the whole stream. */
  check(commit: SimulatedCommit, decided: CaseState, replayed: FoldedCase): void {
    expectThat(commit.seq === ++this.seq, 'commits follow each other without a gap');
    expectThat(commit.at >= this.at, 'time never goes back within a stream');
    this.at = commit.at;
    for (const event of commit.events) this.account(event);
    expectThat(!this.halted || this.open.size === 0, 'a halt recalls what is open');
    expectThat(sameValue(decided, replayed.state), 'replay gives the state that was decided on');
    this.checkState(replayed.state);
  }

  private account(event: CaseEvent): void {
    switch (event.type) {
      case 'CaseOpened':
        return expectThat(this.seq === 1, 'a case is opened once');
      case 'RequestIssued':
        expectThat(!this.open.has(event.data.agency) && !this.newest.has(event.data.agency), 'a request is issued once');
        this.open.add(event.data.agency);
        this.deadlines.set(event.data.agency, { version: event.data.deadlineVersion, dueAt: event.data.dueAt, passed: [] });
        return;
      case 'VerdictFiled':
        return this.accountFiled(event);
      case 'VerdictRejected':
        expectThat(!this.filed.has(event.data.verdictHash), 'a verdict that is on file is not rejected');
        expectThat(!this.rejected.has(event.data.verdictHash), 'a verdict is rejected once');
        this.rejected.add(event.data.verdictHash);
        return;
      case 'RequestRecalled':
        expectThat(this.halted && this.open.delete(event.data.agency), 'only an open request is recalled, and only by a halt');
        this.waiting.delete(event.data.agency);
        return;
      case 'CaseHalted':
        expectThat(!this.halted, 'a case is not halted twice without a conclusion between');
        expectThat(this.newest.get(event.data.agency)?.blocks === true, 'a halt follows a blocking flag');
        this.halted = true;
        return;
      case 'FlagAdded':
        return expectThat(this.halted, 'a further flag is added to a halt');
      case 'CaseCleared':
        return this.accountCleared();
      case 'RequestOverdue':
        return this.accountOverdue(event);
      case 'MoreAsked':
        expectThat(this.open.has(event.data.agency), 'only who has not answered asks for more');
        this.waiting.add(event.data.agency);
        return;
      case 'SupplementSent':
        expectThat(this.waiting.delete(event.data.agency), 'a supplement answers a question, once');
        return this.accountDeadline(event.data.agency, event.data.deadlineVersion, event.data.dueAt);
      case 'ExtensionDecided':
        expectThat(this.open.has(event.data.agency), 'only who has not answered is given time');
        if (event.data.grantedUntil !== null) this.accountDeadline(event.data.agency, event.data.deadlineVersion, event.data.grantedUntil);
        return;
      case 'RequestDeclined':
        expectThat(this.open.delete(event.data.agency), 'only who has not answered declines');
        this.waiting.delete(event.data.agency);
        this.declined.add(event.data.agency);
        return;
      case 'VettingStarted':
      case 'ReceiptRecorded':
      case 'ExtensionAsked':
      case 'FlagCorrected':
        return;
    }
  }

  private accountOverdue({ data }: CaseEventOf<'RequestOverdue'>): void {
    const deadline = this.deadlines.get(data.agency);
    expectThat(deadline !== undefined && this.open.has(data.agency), 'only what is open is overdue');
    expectThat(!this.waiting.has(data.agency), 'no clock runs while the agency waits for a supplement');
    expectThat(data.deadlineVersion === deadline.version, 'it is the present deadline that has passed');
    expectThat(!deadline.passed.includes(data.deadlineVersion), 'a deadline passes once');
    expectThat(deadline.dueAt <= this.at, 'a deadline passes when it is reached');
    deadline.passed.push(data.deadlineVersion);
  }

  private accountDeadline(agency: AgencyId, version: number | undefined, dueAt: number): void {
    const deadline = this.deadlines.get(agency);
    expectThat(deadline !== undefined && version === deadline.version + 1, 'each move of a deadline is a version of its own');
    expectThat(dueAt >= deadline.dueAt, 'a deadline never moves back');
    this.deadlines.set(agency, { version, dueAt, passed: deadline.passed });
  }

  private accountFiled({ data }: CaseEventOf<'VerdictFiled'>): void {
    expectThat(!this.filed.has(data.verdictHash), 'a verdict is filed once');
    expectThat(!this.rejected.has(data.verdictHash), 'a verdict that was rejected is not filed');
    expectThat(data.version > (this.newest.get(data.agency)?.version ?? 0), 'versions rise');
    const rules = this.policy.agencies.find(({ agency }) => agency === data.agency);
    const blocks = data.code !== 'CLEAR' && rules?.blocks.includes(data.code) === true;
    expectThat(data.blocking === blocks, 'a flag blocks where the policy says so');
    expectThat(!this.declined.has(data.agency), 'who has declined is not heard');
    this.waiting.delete(data.agency);
    this.filed.add(data.verdictHash);
    this.newest.set(data.agency, { version: data.version, code: data.code, blocks });
    this.open.delete(data.agency);
    this.everFlagged ||= blocks;
  }

  private accountCleared(): void {
    expectThat(!this.everFlagged, 'a flag always wins: nothing clears after one');
    expectThat(!this.cleared, 'a case is cleared once');
    expectThat(this.open.size === 0, 'nothing clears while a request is open');
    expectThat(this.declined.size === 0, 'nothing clears over an agency that does not answer');
    expectThat(this.allClear, 'nothing clears without a clear verdict of every agency');
    this.cleared = true;
  }

  /** Every agency of the policy has said CLEAR, and last. */
  get allClear(): boolean {
    return this.policy.agencies.every(({ agency }) => this.newest.get(agency)?.code === 'CLEAR');
  }

  private checkState(state: CaseState): void {
    expectThat(this.everFlagged === (state.status === 'halted'), 'a case is halted from its first blocking flag on');
    expectThat((state.status === 'cleared') === (this.cleared && !this.everFlagged), 'a case counts as cleared by its conclusion alone');
    const flags = [...this.newest].filter(([, { blocks }]) => blocks).map(([agency]) => agency);
    expectThat(sameValue([...state.openFlags].sort(), flags.sort()), 'the open flags are those whose newest verdict blocks');
  }
}
