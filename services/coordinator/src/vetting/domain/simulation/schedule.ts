import type { Instant } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import { DAY, MORNING } from '../case-builder.js';
import type { CaseEvent } from '../case-event.js';
import { clearCase } from '../clear-case.js';
import { nextDueAt, openRequestsOf, type CaseState } from '../case-state.js';
import type { HubUnderTest } from './hub-under-test.js';
import { Invariants } from './invariants.js';
import { Random } from './random.js';
import { sameValue } from './same-value.js';
import { SimulatedAgency } from './simulated-agency.js';
import { NOTHING, SimulatedLedger, type SimulatedCommit } from './simulated-ledger.js';
import { describeMessage, expectThat, type Message, type ToAgency, type ToHub } from './simulated-messages.js';
import { SimulatedReplica } from './simulated-replica.js';

/** After the chaos nothing goes wrong any more, and within so many rounds the case must come to its end. */
/** How far the replicas' clocks are apart. */
const SKEW_MS_MAX = 60_000;
const CALM_ROUNDS_MAX = 60;
const TOGETHER_MAX = 3;
const ON_ITS_WAY_MAX = 60;
const REPLAY_CHANCE = 0.1;

export interface ScheduleOptions {
  readonly hub: HubUnderTest;
  readonly policy: Policy;
  readonly seed: number;
  /** How many steps of chaos at most; fewer give a shorter trace of the same schedule. */
  readonly stepsMax: number;
  readonly trace?: (line: string) => void;
}

export interface ScheduleEnd {
  readonly status: CaseState['status'];
  readonly commits: number;
  readonly steps: number;
}

/** One small world: two replicas, a few agencies, a bad network, one case. @throws SimulationFault when a rule breaks. */
export class Schedule {
  private readonly random: Random;
  readonly ledger: SimulatedLedger;
  private readonly invariants: Invariants;
  private readonly agencies: ReadonlyMap<string, SimulatedAgency>;
  private readonly replicas: readonly SimulatedReplica[];
  private readonly onItsWay: Message[] = [];
  private readonly owed = new Set<'open' | 'start'>(['open', 'start']);
  private time: Instant = MORNING;
  private state: CaseState = NOTHING.state;
  private readonly steps: number;

  constructor(private readonly options: ScheduleOptions) {
    const { hub, policy, seed } = options;
    this.random = new Random(seed);
    this.ledger = new SimulatedLedger(hub);
    this.invariants = new Invariants(policy);
    const flagChance = this.random.pick([0, 0.1, 0.3, 0.7]);
    this.agencies = new Map(policy.agencies.map(({ agency }) => [agency, new SimulatedAgency(agency, this.random, flagChance)]));
    this.replicas = [0, this.random.between(-SKEW_MS_MAX, SKEW_MS_MAX)].map((skew) => new SimulatedReplica(hub, policy, this, skew));
    this.steps = Math.min(this.random.between(10, 50), options.stepsMax);
  }

  run(): ScheduleEnd {
    for (let step = 0; step < this.steps; step++) this.chaosStep();
    this.calmDown();
    this.checkEnd();
    expectThat(sameValue(this.ledger.replay().state, this.state), 'replay gives the state that was decided on');
    return { status: this.state.status, commits: this.ledger.commits.length, steps: this.steps };
  }

  // What the replicas see of the world.

  now(skew: number): Instant {
    return this.time + skew;
  }

  committed(commit: SimulatedCommit, decided: CaseState): void {
    this.options.trace?.(`  commit ${commit.seq}: ${commit.events.map(describeEvent).join(', ')}`);
    // A fold that is carried on equals one from the beginning, unless it is impure: that is looked at now and then, and at the end.
    const replayed = this.random.chance(REPLAY_CHANCE) ? this.ledger.replay() : this.ledger.load();
    this.invariants.check(commit, decided, replayed);
    this.state = replayed.state;
  }

  relay(commit: SimulatedCommit): void {
    commit.relayed = true;
    for (const event of commit.events) {
      const message = messageOf(event);
      if (message) this.send(message);
    }
  }

  answered({ message, result }: { message: ToHub; result: { ok: boolean; value?: readonly CaseEvent[] } }): void {
    if (message.kind === 'open' || message.kind === 'start') {
      if (result.ok) this.owed.delete(message.kind);
      return;
    }
    // What is known already is answered again, the same way as the first time.
    if (!result.ok || result.value?.length !== 0) return;
    if (message.kind === 'question' || message.kind === 'wants-time' || message.kind === 'declined') return this.answerAgain(message.agency);
    if (message.kind !== 'verdict') return;
    const { agency, hash } = message;
    this.send({ to: 'agency', kind: this.state.rejected.some(({ verdictHash }) => verdictHash === hash) ? 'rejected' : 'filed', agency, hash });
  }

  /** To an agency that says again what is no answer: the recall, or all that it could wait for. */
  private answerAgain(agency: string): void {
    const request = this.state.requests[agency];
    if (!request) return;
    const { requestId, supplements, extensions } = request;
    if (request.status === 'recalled') return this.send({ to: 'agency', kind: 'recall', agency, requestId });
    for (const { number, supplementHash: hash } of supplements) this.send({ to: 'agency', kind: 'supplement', agency, number, hash });
    for (const { number, decision } of extensions) if (decision) this.send({ to: 'agency', kind: 'decided', agency, number });
  }

  giveBack(message: ToHub): void {
    this.send(message);
  }

  // One step of chaos.

  private chaosStep(): void {
    const dice = this.random.next();
    if (dice < 0.34) return this.deliver();
    if (dice < 0.59) return this.advanceOne();
    if (dice < 0.69) return this.someAgencyAnswers();
    if (dice < 0.77) return this.somebodySendsAgain();
    if (dice < 0.81) return this.alarm();
    if (dice < 0.84) return this.send({ to: 'hub', kind: 'conclude' });
    if (dice < 0.9) return this.duplicate();
    if (dice < 0.925) return this.drop();
    if (dice < 0.95) return this.crash();
    if (dice < 0.975) return this.jump();
    this.takeOver(0.05);
  }

  private deliver(): void {
    const message = this.random.take(this.onItsWay);
    if (!message) return this.somebodySendsAgain();
    this.options.trace?.(`deliver ${describeMessage(message)}`);
    if (message.to === 'agency') return this.toAgency(message);
    const replica = this.random.pick(this.replicas);
    if (replica.busy) {
      this.onItsWay.push(message);
      return replica.advance();
    }
    replica.take(this.together(message));
  }

  /** Messages that arrive while a commit is on its way are decided together. */
  private together(first: ToHub): ToHub[] {
    const group = [first];
    while (group.length < TOGETHER_MAX && this.random.chance(0.25)) {
      const index = this.onItsWay.findIndex(({ to }) => to === 'hub');
      if (index < 0) break;
      const [also] = this.onItsWay.splice(index, 1) as [ToHub];
      this.options.trace?.(`  together with ${describeMessage(also)}`);
      group.push(also);
    }
    return group;
  }

  private toAgency(message: ToAgency): void {
    if (message.kind === 'filed') expectThat(this.invariants.filed.has(message.hash), 'an agency is told filed only of what is in the ledger');
    if (message.kind === 'rejected') expectThat(this.invariants.rejected.has(message.hash), 'an agency is told rejected only of what is recorded so');
    const reply = this.agencies.get(message.agency)?.receive(message);
    if (reply) this.send(reply);
  }

  private advanceOne(): void {
    this.random.pick(this.replicas).advance();
  }

  private someAgencyAnswers(): void {
    const message = this.random.pick([...this.agencies.values()]).answer();
    if (message) this.send(message);
  }

  private somebodySendsAgain(): void {
    const owed = this.owedMessages();
    if (owed.length > 0) this.send(this.random.pick(owed));
  }

  private alarm(): void {
    const due = nextDueAt(this.state);
    if (due !== undefined && this.random.chance(0.7)) this.time = Math.max(this.time, due + this.random.between(-10, 10));
    this.options.trace?.('an alarm rings');
    this.send({ to: 'hub', kind: 'alarm' });
  }

  private duplicate(): void {
    if (this.onItsWay.length > 0) this.send(this.random.pick(this.onItsWay));
  }

  private drop(): void {
    const message = this.random.take(this.onItsWay);
    if (message) this.options.trace?.(`drop ${describeMessage(message)}`);
  }

  private crash(): void {
    const index = this.random.below(this.replicas.length);
    this.options.trace?.(`crash of replica ${index}`);
    this.replicas[index]?.crash();
  }

  private jump(): void {
    const by = this.random.pick([this.random.between(-DAY, 0), this.random.between(0, 20 * DAY), this.random.between(-5_000, 5_000)]);
    this.options.trace?.(`the clock jumps by ${by} ms`);
    this.time += by;
  }

  /** @param again the chance that a commit is published a second time. */
  private takeOver(again = 0): void {
    if (!this.options.hub.takeOver) return;
    for (const commit of this.ledger.commits) if (!commit.relayed || (again > 0 && this.random.chance(again))) this.relay(commit);
  }

  private send(message: Message): void {
    if (this.onItsWay.length < ON_ITS_WAY_MAX) this.onItsWay.push(message);
  }

  /** What somebody sends again for as long as nobody has answered. */
  private owedMessages(): Message[] {
    const commands = [...this.owed].map((kind): Message => ({ to: 'hub', kind }));
    const requests = openRequestsOf(this.state)
      .filter(({ receivedAt }) => receivedAt === undefined)
      .map(({ agency, requestId, requestHash, dueAt }): Message => ({ to: 'agency', kind: 'request', agency, requestId, requestHash, dueAt }));
    const said = [...this.agencies.values()].flatMap((agency) => [...agency.unanswered(), ...agency.declinedUnless(this.state.requests[agency.agency]?.status !== 'open')]);
    return [...commands, ...requests, ...said, ...this.officersWork()];
  }

  /** What waits for an officer: questions to be answered, and time to be granted or refused. */
  private officersWork(): Message[] {
    return openRequestsOf(this.state).flatMap(({ agency, waiting, extensions, dueAt }): Message[] => [
      ...(waiting ? [{ to: 'hub', kind: 'supply', agency, question: waiting.question } as const] : []),
      ...extensions
        .filter(({ decision }) => decision === undefined)
        .map(({ number, until }) => ({ to: 'hub', kind: 'decide', agency, number, grantedUntil: until > Math.max(this.time + DAY, dueAt) && number % 2 === 1 ? until : null }) as const),
    ]);
  }

  // The end: everything is delivered, and the case must have ended.

  private calmDown(): void {
    this.options.trace?.('calm: everything is delivered from here on');
    for (let round = 0; round < CALM_ROUNDS_MAX; round++) {
      this.settle();
      const owed = this.owedMessages();
      for (const message of owed) this.send(message);
      for (const agency of this.agencies.values()) {
        const message = agency.answer();
        if (message) this.send(message);
      }
      if (this.onItsWay.length === 0) {
        if (this.options.policy.conclusion === 'automatic' || this.state.status !== 'vetting' || !this.invariants.allClear || this.hasExpired) return;
        this.send({ to: 'hub', kind: 'conclude' });
      }
    }
    expectThat(false, 'everything comes to rest once it is delivered');
  }

  private settle(): void {
    for (;;) {
      for (const replica of this.replicas) while (replica.busy) replica.advance();
      this.takeOver();
      const message = this.random.take(this.onItsWay);
      if (!message) return;
      this.options.trace?.(`deliver ${describeMessage(message)}`);
      if (message.to === 'agency') this.toAgency(message);
      else this.random.pick(this.replicas).take([message]);
    }
  }

  /** Over a verdict that has expired nobody concludes: the agency has to be asked again, by a person. */
  private get hasExpired(): boolean {
    return clearCase(this.state, this.options.policy).data.validUntil <= Math.max(this.time + SKEW_MS_MAX, this.ledger.commits.at(-1)?.at ?? 0);
  }

  private checkEnd(): void {
    const { everFlagged, cleared, newest } = this.invariants;
    for (const { agency, lastVersion } of this.agencies.values()) {
      expectThat(newest.get(agency)?.version === lastVersion, `the last version of ${agency} is the one on file`);
      expectThat(lastVersion !== undefined || ['recalled', 'declined'].includes(this.state.requests[agency]?.status ?? ''), 'a request without an answer was recalled or declined');
    }
    const expected = everFlagged ? 'halted' : cleared ? 'cleared' : 'vetting';
    expectThat(cleared || everFlagged || !this.invariants.allClear || this.hasExpired, 'a case that everybody has cleared is concluded');
    expectThat(this.state.status === expected, `the case ends ${expected}`);
    expectThat(this.ledger.commits.every(({ relayed }) => relayed), 'every commit is published in the end');
  }
}

function messageOf(event: CaseEvent): ToAgency | undefined {
  switch (event.type) {
    case 'RequestIssued':
      return { to: 'agency', kind: 'request', agency: event.data.agency, requestId: event.data.requestId, requestHash: event.data.requestHash, dueAt: event.data.dueAt };
    case 'RequestRecalled':
      return { to: 'agency', kind: 'recall', agency: event.data.agency, requestId: event.data.requestId };
    case 'VerdictFiled':
      return { to: 'agency', kind: 'filed', agency: event.data.agency, hash: event.data.verdictHash };
    case 'VerdictRejected':
      return { to: 'agency', kind: 'rejected', agency: event.data.agency, hash: event.data.verdictHash };
    case 'SupplementSent':
      return { to: 'agency', kind: 'supplement', agency: event.data.agency, number: event.data.number, hash: event.data.supplementHash };
    case 'ExtensionDecided':
      return { to: 'agency', kind: 'decided', agency: event.data.agency, number: event.data.number };
    case 'MoreAsked':
    case 'ExtensionAsked':
    case 'RequestDeclined':
    case 'CaseOpened':
    case 'VettingStarted':
    case 'ReceiptRecorded':
    case 'RequestOverdue':
    case 'CaseHalted':
    case 'FlagAdded':
    case 'FlagCorrected':
    case 'CaseCleared':
      return undefined;
  }
}

function describeEvent({ type, data }: CaseEvent): string {
  const agency = 'agency' in data ? ` ${data.agency}` : '';
  return `${type}${agency}${'version' in data ? ` v${data.version}` : ''}${'code' in data ? ` ${data.code}` : ''}`;
}
