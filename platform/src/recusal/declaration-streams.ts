import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Result } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '../clock/index.js';
import { LedgerStore, LedgerStreams, partsOfStream, streamName, TakeOver, Writer, type Command, type Committed, type Executed, type Fold, type History } from '../ledger/index.js';
import { KeyVault } from '../sealing/index.js';
import { ViewRows } from '../store/index.js';
import { DeclarationEvent } from './declaration-event.js';
import { evolveDeclaration, NOTHING_DECLARED, type DeclarationState } from './declaration-state.js';
import { MATTERS, type Matters } from './matters.js';
import { RECUSAL_ROW, type RecusalRow, type RecusalRows } from './recusal-row.model.js';

const KIND = 'declaration';
const CACHED_MAX = 2_000;

const fold: Fold<DeclarationState, DeclarationEvent> = {
  initial: NOTHING_DECLARED,
  parse: (event) => DeclarationEvent.parse(event),
  evolve: evolveDeclaration,
  keyOf: (stream) => stream,
};

/** What is declared and who is recused: one ledger stream a batch, the only place where it is written. */
@Injectable()
export class DeclarationStreams {
  private readonly streams: LedgerStreams<DeclarationState, DeclarationEvent>;
  private readonly rows: ViewRows<RecusalRow>;

  constructor(
    @Inject(LedgerStore) store: LedgerStore,
    @Inject(Writer) writer: Writer,
    @Inject(KeyVault) private readonly vault: KeyVault,
    @Inject(CLOCK) clock: Clock,
    @Inject(TakeOver) takeOver: TakeOver,
    @InjectModel(RECUSAL_ROW) recusals: RecusalRows,
    @Inject(MATTERS) private readonly matters: Matters,
  ) {
    this.rows = new ViewRows(recusals.collection as never);
    this.streams = new LedgerStreams(store, writer, vault, clock, fold, (committed) => this.derive(committed), CACHED_MAX);
    takeOver.register(KIND, (commit) => this.streams.relay(commit));
  }

  /** The key of the batch is made with the first of its declarations. */
  async execute(batch: string, command: Command<DeclarationState, DeclarationEvent>): Promise<Result<Executed<DeclarationState, DeclarationEvent>>> {
    const stream = streamName(KIND, batch);
    await this.vault.create(stream);
    return this.streams.execute(stream, command);
  }

  /** As it stands in the ledger: asked at each opening, so that a recusal counts at every replica at once. */
  async load(batch: string): Promise<DeclarationState> {
    return (await this.streams.catchUp(streamName(KIND, batch))).state;
  }

  /** As this process last knew it; another replica may have been told more. */
  async peek(batch: string): Promise<DeclarationState> {
    return (await this.streams.peek(streamName(KIND, batch))).state;
  }

  history(batch: string): Promise<History<DeclarationState, DeclarationEvent>> {
    return this.streams.history(streamName(KIND, batch));
  }

  /** Whoever is recused is taken out of the case, and who is no more may take part again. */
  private async derive({ commit, acts, folded: { state } }: Committed<DeclarationState, DeclarationEvent>): Promise<void> {
    const batch = partsOfStream(commit.stream).id;
    for (const event of acts.flatMap((act) => act.events)) {
      if (event.type === 'RelationsDeclared') continue;
      const { number } = event.data;
      const recusal = state.recusals[number - 1];
      if (!recusal) continue;
      const { at, isHead, caseId, person } = recusal;
      await this.rows.put({ _id: `${batch}/${number}`, seq: commit.seq, at: new Date(at), batch, number, isHead });
      await (event.type === 'StaffRecused' ? this.matters.recused(caseId, person) : this.matters.readmitted(caseId, person));
    }
  }
}
