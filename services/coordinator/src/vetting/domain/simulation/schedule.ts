import type { Instant } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import { DAY, MORNING } from '../case-builder.js';
import type { CaseEvent } from '../case-event.js';
import { clearCase } from '../clear-case.js';
import { awaitsRecall, findRequest, isPending, nextDueAt, openRequestsOf, requestsOf, type CaseState } from '../case-state.js';
import type { HubUnderTest } from './hub-under-test.js';
import { Invariants } from './invariants.js';
import { Random } from './random.js';
import { sameValue } from './same-value.js';
import { SimulatedAgency } from './simulated-agency.js';
import { SimulatedOfficers } from './simulated-officers.js';
import { messageOf } from './message-of.js';
import { NOTHING, SimulatedLedger, type SimulatedCommit } from './simulated-ledger.js';
import { describeMessage, expectThat, type Message, type ToAgency, type ToHub } from './simulated-messages.js';
import { SimulatedReplica } from './simulated-replica.js';

/** How far the replicas' clocks are apart. */
const SKEW_MS_MAX = 60_000;
/** After the chaos nothing goes wrong any more, and within so many rounds everything must come to rest. */
const CALM_ROUNDS_MAX = 60;
/** An agency that no policy names: shares are given to it. */
const STRANGER = 'stranger';
const TOGETHER_MAX = 3;
const ACTS_MAX = 16;
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
  private readonly officers: SimulatedOfficers;
  private readonly replicas: readonly SimulatedReplica[];
  readonly successors: Record<string, string> = {};
  readonly suspended: string[] = [];
  private readonly onItsWay: Message[] = [];
  private readonly owed = new Set<'open' | 'start'>(['open', 'start']);
  private otherCase: { readonly seq: number; readonly holds: boolean } | undefined;
  /** Each of its commits tells until it was heard once, in whatever order. */
  private readonly untold = new Map<number, Message>();
  private time: Instant = MORNING;
  private state: CaseState = NOTHING.state;
  private readonly steps: number;
  /** How often the coordinator's people do something of their own accord. */
  private readonly busy: number;

  constructor(private readonly options: ScheduleOptions) {
    const { hub, policy, seed } = options;
    this.random = new Random(seed);
    this.ledger = new SimulatedLedger(hub);
    this.invariants = new Invariants(policy);
    const flagChance = this.random.pick([0, 0.1, 0.3, 0.7]);
    const names = [...policy.agencies.map(({ agency }) => agency), STRANGER];
    this.agencies = new Map(names.map((agency) => [agency, new SimulatedAgency(agency, this.random, flagChance)]));
    this.officers = new SimulatedOfficers(this.random, names);
    this.busy = this.random.pick([0, 0.05, 0.15]);
    this.replicas = [0, this.random.between(-SKEW_MS_MAX, SKEW_MS_MAX)].map((skew) => new SimulatedReplica(hub, policy, this, skew));
    this.steps = Math.min(this.random.between(10, 50), options.stepsMax);
  }

  run(): ScheduleEnd {
    for (let step = 0; step < this.steps; step++) this.chaosStep();
    if (this.busy > 0) this.adjudicate();
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
    const withheld = new Set(commit.events.flatMap(({ type, data }) => (type === 'RequestWithheld' ? [data.requestId] : [])));
    for (const event of commit.events) {
      const message = messageOf(event, withheld);
      if (message) this.send(message);
    }
  }

  answered({ message, result }: { message: ToHub; result: { ok: boolean; value?: readonly CaseEvent[] } }): void {
    if (message.kind === 'open' || message.kind === 'start') {
      // Who was withdrawn before it began is not sent out any more.
      if (result.ok || this.invariants.status === 'withdrawn') this.owed.delete(message.kind);
      return;
    }
    if (message.kind === 'other-case' && result.ok) this.untold.delete(message.seq);
    // What is known already is answered again, the same way as the first time.
    if (!result.ok || result.value?.length !== 0) return;
    if (message.kind === 'question' || message.kind === 'wants-time' || message.kind === 'declined') return this.answerAgain(message.requestId);
    if (message.kind !== 'verdict') return;
    const { agency, hash, verdict } = message;
    this.send({ to: 'agency', kind: this.state.rejected.some(({ verdictHash }) => verdictHash === hash) ? 'rejected' : 'filed', agency, requestId: verdict.requestId, hash });
  }

  /** To an agency that says again what is no answer: the recall, or all that it could wait for. */
  private answerAgain(requestId: string): void {
    const request = findRequest(this.state, requestId);
    if (!request) return;
    const { agency, supplements, extensions } = request;
    if (['recalled', 'reassigned', 'waived'].includes(request.status)) return this.send({ to: 'agency', kind: 'recall', agency, requestId });
    for (const { number, supplementHash: hash } of supplements) this.send({ to: 'agency', kind: 'supplement', agency, requestId, number, hash });
    for (const { number, decision } of extensions) if (decision) this.send({ to: 'agency', kind: 'decided', agency, requestId, number });
  }

  giveBack(message: ToHub): void {
    this.send(message);
  }

  // One step of chaos.

  private chaosStep(): void {
    if (this.random.chance(this.busy)) return this.somebodyDecides();
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

  /** The coordinator's people act, two agencies are merged, one is suspended or works again, or the clock that watches conclusions comes round. */
  private somebodyDecides(): void {
    if (this.random.chance(0.06)) return this.merge();
    if (this.random.chance(0.06)) return this.suspend();
    if (this.random.chance(0.15)) return this.lapse();
    if (this.random.chance(0.08)) return this.otherCaseChanges();
    this.send(this.officers.act(this.state, this.time));
  }

  /** The coordinator's people act one after the other on what has become of the case; now and then agencies say more. */
  private adjudicate(): void {
    for (let acts = this.random.between(0, ACTS_MAX); acts > 0; acts--) {
      this.settle();
      if (this.random.chance(0.2)) this.someAgencyAnswers();
      if (this.random.chance(0.1)) this.jump();
      this.somebodyDecides();
    }
  }

  /** The clock that watches conclusions comes round, at times after they have lapsed. */
  private lapse(): void {
    const { validUntil } = this.state;
    if (validUntil !== undefined && this.random.chance(0.5)) this.time = Math.max(this.time, validUntil + this.random.between(-10, DAY));
    this.send({ to: 'hub', kind: 'lapse' });
  }

  /** One agency goes into another; neither has been part of a merger before. */
  private merge(): void {
    const apart = [...this.agencies.keys()].filter((agency) => !(agency in this.successors) && !Object.values(this.successors).includes(agency));
    const from = this.random.take(apart);
    const into = this.random.take(apart);
    if (from === undefined || into === undefined) return;
    this.options.trace?.(`${from} is merged into ${into}`);
    this.successors[from] = into;
  }

  /** Nothing goes to an agency for a while; what it has it may answer. */
  private suspend(): void {
    if (this.suspended.length > 0 && this.random.chance(0.6)) this.suspended.pop();
    else this.suspended.push(this.random.pick([...this.agencies.keys()]));
    this.options.trace?.(`suspended: ${this.suspended.join()}`);
  }

  /** The same person stands in another case, where a flag is raised or falls. */
  private otherCaseChanges(): void {
    this.otherCase = { seq: (this.otherCase?.seq ?? 0) + 1, holds: this.random.chance(0.5) };
    const news = { to: 'hub', kind: 'other-case', ...this.otherCase } as const;
    this.untold.set(news.seq, news);
    this.send(news);
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
    const isOpen = (requestId: string): boolean => findRequest(this.state, requestId)?.status === 'open';
    const said = [...this.agencies.values()].flatMap((agency) => agency.unanswered(isOpen));
    return [...commands, ...requests, ...said, ...this.officers.owed(this.state, this.time), ...this.moves(), ...this.releases(), ...this.alarms(), ...this.untold.values()];
  }

  /** What agencies that were merged have not answered goes to their successors. */
  private moves(): Message[] {
    const waits = requestsOf(this.state).some((request) => isPending(request) && request.withheld !== 'successor-declined' && request.agency in this.successors);
    return waits ? [{ to: 'hub', kind: 'move' }] : [];
  }

  /** The alarm of what has come due: Redis may have lost it, and then it is set again. */
  private alarms(): Message[] {
    return this.hasMissed ? [{ to: 'hub', kind: 'alarm' }] : [];
  }

  /** Something was due for every replica. */
  private get hasMissed(): boolean {
    const due = nextDueAt(this.state);
    return due !== undefined && due <= this.time - SKEW_MS_MAX;
  }

  /** What was withheld for an agency that works again. */
  private releases(): Message[] {
    const withheld = requestsOf(this.state).filter((request) => request.status === 'withheld' && request.withheld === 'suspended' && !this.suspended.includes(request.agency));
    return withheld.map(({ agency }) => ({ to: 'hub', kind: 'release', agency }));
  }

  // The end: everything is delivered, and the case must have ended.

  private calmDown(): void {
    this.options.trace?.('calm: everything is delivered from here on');
    for (let round = 0; round < CALM_ROUNDS_MAX; round++) {
      this.settle();
      if (awaitsRecall(this.state)) this.time = Math.max(this.time, this.state.recallAt + SKEW_MS_MAX);
      const owed = this.owedMessages();
      for (const message of owed) this.send(message);
      for (const agency of this.agencies.values()) {
        const message = agency.answer();
        if (message) this.send(message);
      }
      if (this.onItsWay.length === 0) {
        if (this.options.policy.conclusion === 'automatic' || this.state.status !== 'vetting' || !this.mayConclude) return;
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

  private get mayConclude(): boolean {
    return this.invariants.account.obstacles.length === 0 && !this.hasExpired;
  }

  private checkEnd(): void {
    const { account } = this.invariants;
    for (const { items } of this.agencies.values()) {
      for (const { requestId, lastVersion } of items) {
        expectThat(account.requests.get(requestId)?.verdict?.version === lastVersion, `the last version for ${requestId} is the one on file`);
      }
    }
    expectThat(!this.otherCase || this.state.otherCases[0]?.holds === this.otherCase.holds, 'what is known of the other case is the newest that it told');
    expectThat(this.state.status === 'vetting' || account.withheld.length === 0, 'what was withheld is recalled in the end as well');
    expectThat(account.open.length === 0, 'every request is answered, declined, withheld or closed in the end');
    expectThat(!this.hasMissed, 'what was due has been told, marked or recalled in the end');
    expectThat(this.state.status !== 'vetting' || !this.mayConclude, 'a case that everybody has cleared is concluded');
    expectThat(this.ledger.commits.every(({ relayed }) => relayed), 'every commit is published in the end');
  }
}

function describeEvent({ type, data }: CaseEvent): string {
  const agency = 'agency' in data ? ` ${data.agency}` : '';
  return `${type}${agency}${'version' in data ? ` v${data.version}` : ''}${'code' in data ? ` ${data.code}` : ''}`;
}
