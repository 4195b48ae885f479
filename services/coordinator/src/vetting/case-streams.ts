import { Inject, Injectable } from '@nestjs/common';
import type { CaseId, Result } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LedgerStore, LedgerStreams, partsOfStream, streamName, TakeOver, Writer, type Command, type Committed, type Executed, type Fold, type Folded, type History } from '@lianshen/platform/ledger';
import { KeyVault } from '@lianshen/platform/sealing';
import { CaseEffects } from './case-effects.js';
import { FollowSamePerson } from './same-person/follow-same-person.js';
import { CaseEvent, evolve, NO_CASE, type CaseState } from './domain/index.js';

const KIND = 'case';
const CACHED_MAX = 20_000;

const fold: Fold<CaseState, CaseEvent> = {
  initial: NO_CASE,
  parse: (event) => CaseEvent.parse(event),
  evolve,
  keyOf: (stream) => partsOfStream(stream).id,
};

/** The cases: the only place where their ledger streams are written. */
@Injectable()
export class CaseStreams {
  private readonly streams: LedgerStreams<CaseState, CaseEvent>;

  constructor(
    @Inject(LedgerStore) store: LedgerStore,
    @Inject(Writer) writer: Writer,
    @Inject(KeyVault) vault: KeyVault,
    @Inject(CLOCK) clock: Clock,
    @Inject(CaseEffects) effects: CaseEffects,
    @Inject(TakeOver) takeOver: TakeOver,
    @Inject(FollowSamePerson) samePerson: FollowSamePerson,
  ) {
    const derive = async (committed: Committed<CaseState, CaseEvent>) => void (await Promise.all([effects.derive(committed), samePerson.follow(committed, this)]));
    this.streams = new LedgerStreams(store, writer, vault, clock, fold, derive, CACHED_MAX);
    takeOver.register(KIND, (commit) => this.streams.relay(commit));
  }

  /** Runs a command on a case; the state that it decides on always knows its own id. */
  execute(caseId: CaseId, command: Command<CaseState, CaseEvent>): Promise<Result<Executed<CaseState, CaseEvent>>> {
    return this.streams.execute(streamName(KIND, caseId), {
      ...command,
      decide: (state, now) => command.decide(withId(state, caseId), now),
    });
  }

  /** The case as this process last knew it, from its cache where it has one: for what never changes, as its policy. */
  async peek(caseId: CaseId): Promise<CaseState> {
    return withId((await this.streams.peek(streamName(KIND, caseId))).state, caseId);
  }

  /** Reads on from where this process last knew the case, so that a command that follows is decided on what is stored now. */
  async catchUp(caseId: CaseId): Promise<void> {
    await this.streams.catchUp(streamName(KIND, caseId));
  }

  async history(caseId: CaseId): Promise<History<CaseState, CaseEvent>> {
    return this.streams.history(streamName(KIND, caseId));
  }

  async load(caseId: CaseId): Promise<Folded<CaseState>> {
    const folded = await this.streams.load(streamName(KIND, caseId));
    return { ...folded, state: withId(folded.state, caseId) };
  }
}

const withId = (state: CaseState, caseId: CaseId): CaseState => (state.caseId === caseId ? state : { ...state, caseId });
