import { randomUUID } from 'node:crypto';
import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import mongoose, { type Connection } from 'mongoose';
import type { PartyId } from '@lianshen/contracts/kernel';
import { CLOCK, systemClock, type Clock } from '../clock/index.js';
import { requirePrivateWay } from '../config/index.js';
import { LedgerStore, TakeOver, Writer, WriterMarks, type CommitDocument, type WriterMark } from '../ledger/index.js';
import { connectNats, DeadLetters, Publisher, SealedOutbox, type DeadLetterDocument, type Nats } from '../messaging/index.js';
import { KeyDirectory, KeyVault, OwnKeyRing, Sealer, WrappingKeys, type OwnKeys, type StoredKeys } from '../sealing/index.js';
import { counter, createLog, createMetrics, gauge, METRICS, type Log } from '../telemetry/index.js';
import { Recurring } from '../timers/index.js';
import { collectionOf } from './collection-of.js';
import { provide } from './provide.js';
import { Shutdown } from './shutdown.js';
import { LOG, MONGO, NATS, OWN_KEYS } from './tokens.js';
import { wrappingKeyProviders, type MasterKeyEnvironment } from './wrapping-key-providers.js';

/** What of a service's environment the common ground needs. */
export interface ProcessEnvironment extends MasterKeyEnvironment {
  readonly MONGODB_URI: string;
  readonly MONGODB_DATABASE: string;
  readonly NATS_URL: string;
  readonly NATS_PLAINTEXT?: 'allowed' | undefined;
  readonly NATS_CA_FILE?: string | undefined;
  readonly NATS_NKEY_SEED_FILE?: string | undefined;
  readonly NATS_API_PREFIX?: string | undefined;
  readonly NATS_INBOX_PREFIX: string;
  readonly JURISDICTION: string;
  readonly LOG_LEVEL: string;
}

/** After so long a replica uses the keys that another one has activated, and opens with those that it has prepared. */
const RELOAD_OWN_KEYS_MS = 2_000;

type Registry = ReturnType<typeof createMetrics>;

/** Log, metrics, clock, the store's connection and NATS: what every process stands on. */
function groundProviders(service: string, environment: ProcessEnvironment): Provider[] {
  return [
    { provide: CLOCK, useValue: systemClock },
    { provide: LOG, useFactory: () => createLog(service, environment.LOG_LEVEL) },
    { provide: METRICS, useFactory: () => createMetrics(service) },
    Shutdown,
    provide(MONGO, [Shutdown], async (shutdown: Shutdown) => {
      const connection = mongoose.createConnection(environment.MONGODB_URI, {
        dbName: environment.MONGODB_DATABASE,
        appName: service,
        serverSelectionTimeoutMS: 5_000,
        socketTimeoutMS: 30_000,
        maxPoolSize: 20,
        autoIndex: false,
        autoCreate: false,
        writeConcern: { w: 'majority', j: true },
      });
      shutdown.add('ground', () => connection.close());
      return connection.asPromise();
    }),
    provide(NATS, [Shutdown], async (shutdown: Shutdown) => {
      requirePrivateWay(environment.NATS_URL, environment.NATS_PLAINTEXT);
      const nats = await connectNats({
        url: environment.NATS_URL,
        ca: environment.NATS_CA_FILE,
        nkeySeed: environment.NATS_NKEY_SEED_FILE,
        apiPrefix: environment.NATS_API_PREFIX,
        inboxPrefix: environment.NATS_INBOX_PREFIX,
        name: service,
      });
      shutdown.add('ground', () => nats.connection.drain());
      return nats;
    }),
    ...wrappingKeyProviders(environment),
  ];
}

/** Ledger, keys and sealing: what a party of the vetting stands on besides. */
function partyProviders(partyId: PartyId, environment: ProcessEnvironment): Provider[] {
  return [
    KeyDirectory,
    provide(OWN_KEYS, [MONGO, WrappingKeys, CLOCK, LOG, Shutdown], async (connection: Connection, wrapping: WrappingKeys, clock: Clock, log: Log, shutdown: Shutdown) => {
      const ring = await OwnKeyRing.open(collectionOf<StoredKeys>(connection, 'own_keys'), wrapping, partyId, () => clock.now());
      const reload = new Recurring('reload own keys', RELOAD_OWN_KEYS_MS, () => ring.reload(), log);
      reload.start();
      shutdown.add('work', () => reload.stop());
      return ring;
    }),
    provide(KeyVault, [MONGO, WrappingKeys], (connection: Connection, wrapping: WrappingKeys) => new KeyVault(collectionOf(connection, 'wrapped_keys'), wrapping)),
    provide(Sealer, [OWN_KEYS, KeyDirectory], (own: OwnKeys, directory: KeyDirectory) => new Sealer(own, directory)),
    provide(Publisher, [NATS, METRICS], (nats: Nats, registry: Registry) => {
      const publisher = new Publisher(nats);
      gauge(registry, 'hub_publishes_open', 'messages that wait to be stored by the server', () => publisher.openCount);
      return publisher;
    }),
    provide(SealedOutbox, [Sealer, Publisher, CLOCK, METRICS], (sealer: Sealer, publisher: Publisher, clock: Clock, registry: Registry) => {
      const withheld = counter(registry, 'hub_messages_withheld_total', 'messages that were not sent, because every key of their receiver is revoked', ['receiver']);
      return new SealedOutbox(sealer, publisher, clock, environment.JURISDICTION, (receiver) => withheld.inc({ receiver }));
    }),
    provide(DeadLetters, [MONGO, WrappingKeys, CLOCK, METRICS], async (connection: Connection, wrapping: WrappingKeys, clock: Clock, registry: Registry) => {
      const notKept = counter(registry, 'hub_dead_letters_not_kept_total', 'messages that could not be handled and found no place among the dead letters', ['reason']);
      const letters = new DeadLetters(collectionOf<DeadLetterDocument>(connection, 'dead_letters'), wrapping, () => clock.now(), (reason) => notKept.inc({ reason }));
      await letters.createIndexes();
      gauge(registry, 'hub_dead_letters', 'messages that could not be handled and wait for a person', () => letters.count());
      return letters;
    }),
    provide(LedgerStore, [MONGO, METRICS], async (connection: Connection, registry: Registry) => {
      // What is read back after a doubt must not be a write that a failover takes away again.
      const store = new LedgerStore(collectionOf<CommitDocument>(connection, 'ledger', { readConcern: { level: 'majority' } }));
      await store.createIndexes();
      gauge(registry, 'hub_ledger_commits_waiting', 'commits waiting for the next group', () => store.waitingCount);
      return store;
    }),
    provide(WriterMarks, [MONGO], async (connection: Connection) => {
      const marks = new WriterMarks(collectionOf<WriterMark>(connection, 'writers'));
      await marks.createIndexes();
      return marks;
    }),
    provide(Writer, [LedgerStore, WriterMarks, CLOCK, LOG, METRICS, Shutdown], startWriter),
    provide(TakeOver, [LedgerStore, WriterMarks, CLOCK, LOG, Shutdown], (store: LedgerStore, marks: WriterMarks, clock: Clock, log: Log, shutdown: Shutdown) => {
      const takeOver = new TakeOver(store, marks, clock, log);
      shutdown.add('work', () => takeOver.stop());
      return takeOver;
    }),
  ];
}

async function startWriter(store: LedgerStore, marks: WriterMarks, clock: Clock, log: Log, registry: Registry, shutdown: Shutdown): Promise<Writer> {
  const writer = new Writer(randomUUID(), store, marks, clock, log);
  await writer.start();
  gauge(registry, 'hub_relay_backlog', 'commits whose messages and views are not out yet', () => writer.backlog);
  shutdown.add('relay', () => writer.stop());
  return writer;
}

/** The common ground of the hub's processes as a Nest module; global, so that use cases just ask for what they need. */
@Global()
@Module({})
export class ProcessModule {
  /** A process that is no party of the vetting: the notifier. */
  static forService(service: string, environment: ProcessEnvironment): DynamicModule {
    return ProcessModule.of(groundProviders(service, environment));
  }

  /** The coordinator or an agency's adapter. */
  static forParty(service: string, partyId: PartyId, environment: ProcessEnvironment): DynamicModule {
    return ProcessModule.of([...groundProviders(service, environment), ...partyProviders(partyId, environment)]);
  }

  private static of(providers: Provider[]): DynamicModule {
    const tokens = providers.map((provider) => (typeof provider === 'function' ? provider : provider.provide));
    return { module: ProcessModule, providers, exports: tokens };
  }
}
