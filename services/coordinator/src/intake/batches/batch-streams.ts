import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import pLimit from 'p-limit';
import { invariant, type BatchId, type Result } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LedgerStore, LedgerStreams, partsOfStream, streamName, TakeOver, Writer, type Command, type Committed, type Executed, type Fold, type Folded, type History } from '@lianshen/platform/ledger';
import { decryptBytes, KeyVault } from '@lianshen/platform/sealing';
import { ViewRows } from '@lianshen/platform/store';
import { BATCH_ROW, batchRowOf, type BatchRow, type BatchRows } from '../../views/batch-row.model.js';
import { ProposeCandidate } from '../../vetting/propose-candidate/propose-candidate.js';
import { Candidate } from '../../vetting/domain/index.js';
import { BatchEvent, evolveBatch, NO_BATCH, type BatchState, type ImportedRow } from './batch.js';
import { ImportsUnderWay } from './imports-under-way.js';

const KIND = 'batch';
/** So many cases of an import are opened at a time. */
const OPENING_MAX = 64;

export const sealedCandidateContext = (caseId: string): string => `candidate|${caseId}`;

const fold: Fold<BatchState, BatchEvent> = {
  initial: NO_BATCH,
  parse: (event) => BatchEvent.parse(event),
  evolve: evolveBatch,
  keyOf: (stream) => partsOfStream(stream).id,
};

/** The batches. What an import leads to, its cases, is derived from its commit, so a crash in between loses none. */
@Injectable()
export class BatchStreams {
  private readonly streams: LedgerStreams<BatchState, BatchEvent>;
  private readonly rows: ViewRows<BatchRow>;

  constructor(
    @Inject(LedgerStore) store: LedgerStore,
    @Inject(Writer) writer: Writer,
    @Inject(KeyVault) private readonly vault: KeyVault,
    @Inject(CLOCK) clock: Clock,
    @Inject(TakeOver) takeOver: TakeOver,
    @Inject(ProposeCandidate) private readonly propose: ProposeCandidate,
    @Inject(ImportsUnderWay) private readonly imports: ImportsUnderWay,
    @InjectModel(BATCH_ROW) rows: BatchRows,
  ) {
    this.rows = new ViewRows(rows.collection as never);
    this.streams = new LedgerStreams(store, writer, vault, clock, fold, (committed) => this.derive(committed), 1_000);
    takeOver.register(KIND, (commit) => this.streams.relay(commit));
  }

  execute(batchId: BatchId, command: Command<BatchState, BatchEvent>): Promise<Result<Executed<BatchState, BatchEvent>>> {
    return this.streams.execute(streamName(KIND, batchId), command);
  }

  /** The batch as this process last knew it: its policy and conclusion never change. */
  peek(batchId: BatchId): Promise<Folded<BatchState>> {
    return this.streams.peek(streamName(KIND, batchId));
  }

  /** Everything that is on record of the batch, in order. */
  history(batchId: BatchId): Promise<History<BatchState, BatchEvent>> {
    return this.streams.history(streamName(KIND, batchId));
  }

  private async derive(committed: Committed<BatchState, BatchEvent>): Promise<void> {
    const { commit, folded } = committed;
    await Promise.all([this.rows.put(batchRowOf(partsOfStream(commit.stream).id, commit.seq, folded.state)), this.openCases(committed)]);
  }

  private async openCases({ commit, acts, folded }: Committed<BatchState, BatchEvent>): Promise<void> {
    await this.imports.ended();
    const batchId = partsOfStream(commit.stream).id;
    const limit = pLimit(OPENING_MAX);
    const rows = acts.flatMap(({ actor, cause, events }) =>
      events.flatMap((event) => (event.type === 'RowsImported' ? event.data.rows.map((row) => ({ row, actor, cause })) : [])),
    );
    await Promise.all(
      rows.map(({ row, actor, cause }) =>
        limit(async () => {
          const candidate = await this.openCandidate(row);
          if (!candidate) return;
          const { policyHash, conclusion, start } = folded.state;
          const proposed = await this.propose.execute({ caseId: row.caseId, batchId, row: row.row, policyHash, conclusion, start, candidate }, actor, cause);
          invariant(proposed.ok, 'batch: a row that was imported cannot be opened as a case');
        }),
      ),
    );
  }

  /** Undefined where the person's key was destroyed in the meantime. */
  private async openCandidate({ caseId, sealed }: ImportedRow): Promise<Candidate | undefined> {
    const key = await this.vault.find(caseId);
    if (!key) return undefined;
    return Candidate.parse(JSON.parse(decryptBytes(key, sealedCandidateContext(caseId), Buffer.from(sealed, 'base64')).toString('utf8')));
  }
}
