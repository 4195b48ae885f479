import { Inject, Injectable } from '@nestjs/common';
import { ok, type CaseId, type Result } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LedgerStore, LedgerStreams, partsOfStream, streamName, TakeOver, Writer, type Command, type Committed, type Executed, type Fold, type Folded, type History } from '@lianshen/platform/ledger';
import { KeyVault } from '@lianshen/platform/sealing';
import { NO_FACTS, type CaseFacts } from '../statistics/facts/case-facts.js';
import { followCase } from '../statistics/facts/follow-case.js';
import { FollowStatistics } from '../statistics/rows/follow-statistics.js';
import { CaseEffects } from './case-effects.js';
import { FollowSamePerson } from './same-person/follow-same-person.js';
import { CaseEvent, evolve, NO_CASE, type CaseState } from './domain/index.js';

const KIND = 'case';
const CACHED_MAX = 20_000;

/** Two folds of one ledger stream, side by side: the case, and what of it counts in statistics. */
interface Followed {
  readonly state: CaseState;
  readonly facts: CaseFacts;
}

const fold: Fold<Followed, CaseEvent> = {
  initial: { state: NO_CASE, facts: NO_FACTS },
  parse: (event) => CaseEvent.parse(event),
  evolve: ({ state, facts }, event, at) => ({ state: evolve(state, event, at), facts: followCase(facts, event, at) }),
  keyOf: (stream) => partsOfStream(stream).id,
};

/** The cases: the only place where their ledger streams are written. */
@Injectable()
export class CaseStreams {
  private readonly streams: LedgerStreams<Followed, CaseEvent>;

  constructor(
    @Inject(LedgerStore) store: LedgerStore,
    @Inject(Writer) writer: Writer,
    @Inject(KeyVault) vault: KeyVault,
    @Inject(CLOCK) clock: Clock,
    @Inject(CaseEffects) effects: CaseEffects,
    @Inject(TakeOver) takeOver: TakeOver,
    @Inject(FollowSamePerson) samePerson: FollowSamePerson,
    @Inject(FollowStatistics) statistics: FollowStatistics,
  ) {
    const derive = async (followed: Committed<Followed, CaseEvent>) => {
      const { commit, before, folded } = followed;
      const committed = { ...followed, before: before.state, folded: ofCase(folded) };
      const facts = { before: before.facts, after: folded.state.facts, seq: commit.seq };
      await Promise.all([effects.derive(committed), samePerson.follow(committed, this), statistics.follow(partsOfStream(commit.stream).id, facts)]);
    };
    this.streams = new LedgerStreams(store, writer, vault, clock, fold, derive, CACHED_MAX);
    takeOver.register(KIND, (commit) => this.streams.relay(commit));
  }

  /** Runs a command on a case; the state that it decides on always knows its own id. */
  async execute(caseId: CaseId, command: Command<CaseState, CaseEvent>): Promise<Result<Executed<CaseState, CaseEvent>>> {
    const executed = await this.streams.execute(streamName(KIND, caseId), {
      ...command,
      decide: ({ state }, now) => command.decide(withId(state, caseId), now),
    });
    return executed.ok ? ok({ ...executed.value, folded: ofCase(executed.value.folded) }) : executed;
  }

  /** The case as this process last knew it, from its cache where it has one: for what never changes, as its policy. */
  async peek(caseId: CaseId): Promise<CaseState> {
    return withId((await this.streams.peek(streamName(KIND, caseId))).state.state, caseId);
  }

  /** Reads on from where this process last knew the case, so that a command that follows is decided on what is stored now. */
  async catchUp(caseId: CaseId): Promise<void> {
    await this.streams.catchUp(streamName(KIND, caseId));
  }

  async history(caseId: CaseId): Promise<History<CaseState, CaseEvent>> {
    const { folded, acts } = await this.streams.history(streamName(KIND, caseId));
    return { folded: ofCase(folded), acts };
  }

  async load(caseId: CaseId): Promise<Folded<CaseState>> {
    const folded = ofCase(await this.streams.load(streamName(KIND, caseId)));
    return { ...folded, state: withId(folded.state, caseId) };
  }
}

const ofCase = ({ state, ...folded }: Folded<Followed>): Folded<CaseState> => ({ ...folded, state: state.state });

const withId = (state: CaseState, caseId: CaseId): CaseState => (state.caseId === caseId ? state : { ...state, caseId });
