import { Inject, Injectable } from '@nestjs/common';
import { invariant, ok, type Instant } from '@lianshen/contracts/kernel';
import type { CivilDate } from '@lianshen/contracts/working-time';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LedgerStore, LedgerStreams, partsOfStream, streamName, TakeOver, Writer, type Committed, type Fold } from '@lianshen/platform/ledger';
import { LOG } from '@lianshen/platform/process';
import { KeyVault } from '@lianshen/platform/sealing';
import type { Log } from '@lianshen/platform/telemetry';
import { DeskNoticeOutbox } from '../vetting/notify-desks/desk-notice-outbox.js';
import { AlarmsChecked, totalsOf, type AlarmsFound } from './self-check-event.js';

const KIND = 'self-check';
const CACHED_MAX = 100;

/** What was found of a day, and when. */
export interface SelfCheck extends AlarmsFound {
  readonly checkedAt: Instant;
}

const fold: Fold<SelfCheck | undefined, AlarmsChecked> = {
  initial: undefined,
  parse: (event) => AlarmsChecked.parse(event),
  evolve: (_, { data }, checkedAt) => ({ ...data, checkedAt }),
  keyOf: () => undefined,
};

type Checked = Committed<SelfCheck | undefined, AlarmsChecked>;

/** What the self-checks found, a ledger stream for each day: recorded once, by whichever replica was first, and told once. */
@Injectable()
export class SelfCheckStreams {
  private readonly streams: LedgerStreams<SelfCheck | undefined, AlarmsChecked>;

  constructor(
    @Inject(LedgerStore) private readonly store: LedgerStore,
    @Inject(Writer) writer: Writer,
    @Inject(KeyVault) vault: KeyVault,
    @Inject(CLOCK) clock: Clock,
    @Inject(TakeOver) takeOver: TakeOver,
    @Inject(DeskNoticeOutbox) private readonly desks: DeskNoticeOutbox,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.streams = new LedgerStreams(store, writer, vault, clock, fold, (checked) => this.tell(checked), CACHED_MAX);
    takeOver.register(KIND, (commit) => this.streams.relay(commit));
  }

  /** Nothing where another replica has recorded the day. */
  async record(day: CivilDate, data: AlarmsFound): Promise<void> {
    const recorded = await this.streams.execute(streamName(KIND, day), {
      cause: 'self-check',
      actor: { kind: 'machine', id: 'self-check' },
      decide: (state) => ok(state ? [] : [{ type: 'AlarmsChecked' as const, data }]),
      presumeNew: true,
    });
    invariant(recorded.ok, 'self-check: recording is never refused');
  }

  async find(day: CivilDate): Promise<SelfCheck | undefined> {
    return (await this.streams.peek(streamName(KIND, day))).state;
  }

  /** Every day on record, the newest first. */
  async listDays(): Promise<CivilDate[]> {
    return [...(await this.store.readHeads(`${KIND}/`)).keys()].map((stream) => partsOfStream(stream).id).sort().reverse();
  }

  private async tell({ commit, acts }: Checked): Promise<void> {
    for (const { data } of acts.flatMap(({ events }) => events)) {
      const { wrongCases } = data;
      if (wrongCases.length === 0) continue;
      this.log.error({ day: partsOfStream(commit.stream).id, ...totalsOf(data), cases: wrongCases.length }, 'alarms did not record what was due');
      await Promise.all(wrongCases.map((each) => this.desks.alarmMissing(each, commit.at)));
    }
  }
}
