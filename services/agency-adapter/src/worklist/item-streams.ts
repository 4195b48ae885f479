import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { RequestId, Result } from '@lianshen/contracts/kernel';
import type { Counter, Registry } from 'prom-client';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LedgerStore, LedgerStreams, partsOfStream, streamName, TakeOver, Writer, type Command, type Commit, type Committed, type Executed, type Fold, type Folded, type History } from '@lianshen/platform/ledger';
import { KeyVault } from '@lianshen/platform/sealing';
import { ViewRows } from '@lianshen/platform/store';
import { counter, METRICS } from '@lianshen/platform/telemetry';
import { ReplyOutbox } from '../reply/reply-outbox.js';
import { WORK_ITEM, workItemOf, type WorkItem, type WorkItems } from '../views/work-item.model.js';
import { Drafts } from './save-draft/drafts.js';
import { ItemChanges } from './live/item-changes.js';
import { ItemMarks } from './search-items/item-marks.js';
import { evolveItem, ItemEvent, NO_ITEM, nonAnswerOf, type ItemState } from './domain/index.js';

const KIND = 'item';
const CACHED_MAX = 20_000;

const fold: Fold<ItemState, ItemEvent> = {
  initial: NO_ITEM,
  parse: (event) => ItemEvent.parse(event),
  evolve: evolveItem,
  keyOf: (stream) => partsOfStream(stream).id,
};

/** The work items: one ledger stream a request, the only place where they are written. */
@Injectable()
export class ItemStreams {
  private readonly streams: LedgerStreams<ItemState, ItemEvent>;
  private readonly rows: ViewRows<WorkItem>;
  private readonly checks: Counter<'outcome'>;

  constructor(
    @Inject(LedgerStore) store: LedgerStore,
    @Inject(Writer) writer: Writer,
    @Inject(KeyVault) vault: KeyVault,
    @Inject(CLOCK) clock: Clock,
    @Inject(TakeOver) takeOver: TakeOver,
    @Inject(ReplyOutbox) private readonly outbox: ReplyOutbox,
    @Inject(Drafts) private readonly drafts: Drafts,
    @Inject(ItemMarks) private readonly marks: ItemMarks,
    @Inject(ItemChanges) private readonly changes: ItemChanges,
    @InjectModel(WORK_ITEM) items: WorkItems,
    @Inject(METRICS) metrics: Registry,
  ) {
    this.checks = counter(metrics, 'hub_standing_order_checks_total', 'answers of machines that were drawn for a person, and how the person’s answer compared', ['outcome']);
    this.rows = new ViewRows(items.collection as never);
    this.streams = new LedgerStreams(store, writer, vault, clock, fold, (committed) => this.derive(committed), CACHED_MAX);
    takeOver.register(KIND, (commit) => this.streams.relay(commit));
  }

  execute(requestId: RequestId, command: Command<ItemState, ItemEvent>): Promise<Result<Executed<ItemState, ItemEvent>>> {
    return this.streams.execute(streamName(KIND, requestId), command);
  }

  load(requestId: RequestId): Promise<Folded<ItemState>> {
    return this.streams.load(streamName(KIND, requestId));
  }

  /** The item as this process last knew it: for what never changes, as whom it is about. */
  peek(requestId: RequestId): Promise<Folded<ItemState>> {
    return this.streams.peek(streamName(KIND, requestId));
  }

  history(requestId: RequestId): Promise<History<ItemState, ItemEvent>> {
    return this.streams.history(streamName(KIND, requestId));
  }

  /** What follows from a commit: the row of the worklist, the reply, and the end of a draft that is needed no more. */
  private async derive({ commit, acts, folded }: Committed<ItemState, ItemEvent>): Promise<void> {
    const requestId = partsOfStream(commit.stream).id;
    const events = acts.flatMap((act) => act.events);
    this.countChecks(events);
    const types = new Set(events.map(({ type }) => type));
    await Promise.all([
      this.putRow(requestId, folded.state, commit),
      this.drafts.destroyNeedless(requestId, folded.state),
      ...events.map((event) => (event.type === 'NonAnswerSigned' ? this.outbox.nonAnswer(requestId, nonAnswerOf(event, commit.at), '0') : undefined)),
      types.has('VerdictSigned') ? this.outbox.verdict(requestId, folded.state, '0') : undefined,
      // A verdict that goes out at once is the receipt as well.
      types.has('RequestReceived') && !types.has('VerdictSigned') ? this.outbox.received(requestId) : undefined,
    ]);
  }

  /** Who follows the worklist is told when the row is there, so that the list that they then read has it. */
  private async putRow(requestId: RequestId, state: ItemState, { seq, at }: Pick<Commit, 'seq' | 'at'>): Promise<void> {
    await this.rows.put(workItemOf(requestId, state, { seq, changedAt: at, marks: await this.marks.ofRequest(requestId, state.requestJws) }));
    this.changes.tell('changed', { requestId, version: seq });
  }

  private countChecks(events: readonly ItemEvent[]): void {
    for (const event of events) {
      if (event.type === 'DrawnForChecking') this.checks.inc({ outcome: 'drawn' });
      if (event.type === 'AnswerCompared') this.checks.inc({ outcome: event.data.agrees ? 'agrees' : 'differs' });
    }
  }
}
