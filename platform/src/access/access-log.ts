import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Counter, Registry } from 'prom-client';
import { z } from 'zod';
import { invariant, ok, type Instant } from '@lianshen/contracts/kernel';
import { Role } from '@lianshen/contracts/rights';
import { CLOCK, type Clock } from '../clock/index.js';
import type { Person } from '../identity/person.js';
import { LedgerStore, LedgerStreams, partsOfStream, readBody, streamName, TakeOver, Writer, type Commit, type Fold } from '../ledger/index.js';
import { KeyVault } from '../sealing/index.js';
import { counter, METRICS } from '../telemetry/index.js';

const KIND = 'access';
/** Readings of the same person, of the same fields for the same task, share one record for so long. */
export const SHARED_RECORD_MS = 15 * 60_000;
const REMEMBERED_MAX = 20_000;

/** What was read: names of fields and never what stood in them. */
export const Reading = z.strictObject({
  by: z.string().min(1).max(128),
  roles: z.array(Role).max(9),
  operation: z.string().min(1).max(64),
  fields: z.array(z.string().min(1).max(64)).min(1).max(40),
  task: z.string().min(1).max(64).nullable(),
});
export type Reading = z.infer<typeof Reading>;

const PersonalDataRead = z.strictObject({ type: z.literal('PersonalDataRead'), data: Reading });
type PersonalDataRead = z.infer<typeof PersonalDataRead>;

interface Recent {
  readonly key: string;
  readonly at: Instant;
}

const keyOf = ({ by, operation, fields, task }: Reading): string => JSON.stringify([by, operation, fields, task]);

const isRecent = (at: Instant, now: Instant): boolean => now - at < SHARED_RECORD_MS;

const fold: Fold<readonly Recent[], PersonalDataRead> = {
  initial: [],
  parse: (event) => PersonalDataRead.parse(event),
  evolve: (recent, { data }, at) => [...recent.filter((each) => isRecent(each.at, at)), { key: keyOf(data), at }],
  keyOf: () => undefined,
};

/** The readings of a commit of this kind of stream; none of it is encrypted. */
export const readingsOf = ({ stream, seq, body }: Commit): Reading[] => readBody(stream, seq, body, undefined).acts.flatMap(({ events }) => events.map((event) => PersonalDataRead.parse(event).data));

/** Told of readings once they stand in the ledger; maybe twice. */
export type OnReading = (id: string, commit: Pick<Commit, 'seq' | 'at'>, readings: readonly Reading[]) => Promise<void>;
export const ON_READING = Symbol('ON_READING');

/**
 * Who read personal data: the ledger streams `access/<id of the case or request>`. The record stands before the answer is
 * given; where it cannot be written there is no answer.
 */
@Injectable()
export class AccessLog {
  private readonly streams: LedgerStreams<readonly Recent[], PersonalDataRead>;
  /** What this process has recorded of late, so that looking again costs nothing. Another replica finds it in the ledger. */
  private readonly recorded = new LRUCache<string, Instant>({ max: REMEMBERED_MAX });
  private readonly counted: Counter<'task'>;

  constructor(
    @Inject(LedgerStore) store: LedgerStore,
    @Inject(Writer) writer: Writer,
    @Inject(KeyVault) vault: KeyVault,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(TakeOver) takeOver: TakeOver,
    @Inject(METRICS) metrics: Registry,
    @Inject(ON_READING) onReading: OnReading,
  ) {
    this.counted = counter(metrics, 'hub_readings_total', 'readings of personal data that were recorded, with an open task or without one', ['task']);
    this.streams = new LedgerStreams(store, writer, vault, clock, fold, ({ commit, acts }) => onReading(partsOfStream(commit.stream).id, commit, acts.flatMap(({ events }) => events.map(({ data }) => data))));
    takeOver.register(KIND, (commit) => this.streams.relay(commit));
  }

  /**
   * Resolves when it is on record that this person reads these fields. Nothing is recorded where no field is named.
   * @param id of the case or the request. @param task what waits for them there, or undefined.
   */
  async record(id: string, { sub: by, roles }: Person, read: { readonly operation: string; readonly fields: readonly string[]; readonly task: string | undefined }): Promise<void> {
    if (read.fields.length === 0) return;
    const reading: Reading = { by, roles: Role.options.filter((role) => roles.includes(role)), operation: read.operation, fields: [...read.fields], task: read.task ?? null };
    const key = keyOf(reading);
    if (isRecent(this.recorded.get(`${id} ${key}`) ?? -Infinity, this.clock.now())) return;
    const executed = await this.streams.execute(streamName(KIND, id), {
      cause: read.operation,
      actor: { kind: 'person', id: by },
      decide: (recent, now) => ok(recent.some((each) => each.key === key && isRecent(each.at, now)) ? [] : [{ type: 'PersonalDataRead' as const, data: reading }]),
    });
    invariant(executed.ok, 'access: recording is never refused');
    if (executed.value.events.length > 0) this.counted.inc({ task: reading.task === null ? 'none' : 'open' });
    this.recorded.set(`${id} ${key}`, executed.value.folded.at);
  }

  /** Every record of a case or request, the oldest first. */
  async list(id: string): Promise<readonly (Reading & { readonly at: Instant })[]> {
    const { acts } = await this.streams.history(streamName(KIND, id));
    return acts.flatMap(({ at, events }) => events.map(({ data }) => ({ ...data, at })));
  }
}
