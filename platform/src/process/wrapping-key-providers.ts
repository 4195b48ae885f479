import type { Provider } from '@nestjs/common';
import type { Connection } from 'mongoose';
import type { Registry } from 'prom-client';
import { CLOCK, type Clock } from '../clock/index.js';
import type { Reloadable } from '../config/index.js';
import { letterContext } from '../messaging/index.js';
import {
  BoundedMasterKeys, FileMasterKeys, findKeyOfBefore, keyContext, nameMasterKey, pairContext, Rewrapping, WrappedDocuments, WrappingKeys,
  type MasterKeys, type OwnKeyRing, type PlaceOfBefore, type StoredSecret, type WrappedDocument, type WrappedThings,
} from '../sealing/index.js';
import { gauge, METRICS, type Log } from '../telemetry/index.js';
import { Recurring } from '../timers/index.js';
import { collectionOf } from './collection-of.js';
import { provide } from './provide.js';
import { Shutdown } from './shutdown.js';
import { LOG, MASTER_KEYS, MONGO, OWN_KEYS, ROOT_SECRET, SIGN_IN_SECRET } from './tokens.js';

export interface MasterKeyEnvironment {
  /** The master keys, the current one last. */
  readonly MASTER_KEY_FILE: Reloadable<readonly Buffer[]>;
}

/** After so long a master key that was put into the file wraps what is new. */
const RELOAD_MS = 2_000;
const REWRAP_MS = 10_000;
/** A batch takes some milliseconds of this process; letters are up to 512 KB each. */
const KEYS_BATCH_MAX = 200;
const LETTERS_BATCH_MAX = 10;

/** What wraps the secrets of a process, and the turning over of what earlier keys wrapped. */
export const wrappingKeyProviders = (environment: MasterKeyEnvironment): Provider[] => [
  { provide: MASTER_KEYS, useFactory: (): MasterKeys => new BoundedMasterKeys(new FileMasterKeys(environment.MASTER_KEY_FILE)) },
  {
    provide: WrappingKeys,
    inject: [MONGO, MASTER_KEYS, CLOCK, LOG, Shutdown],
    useFactory: async (connection: Connection, masterKeys: MasterKeys, clock: Clock, log: Log, shutdown: Shutdown): Promise<WrappingKeys> => {
      const keys = await WrappingKeys.open({
        collection: collectionOf<StoredSecret>(connection, 'wrapping_keys'),
        masterKeys,
        now: () => clock.now(),
        findKeyOfBefore: () => findKeyOfBefore(placesOfBefore(connection), environment.MASTER_KEY_FILE.read().map(nameMasterKey)),
        onChange: (key) => log.info({ key }, 'another master key wraps from here on'),
      });
      const looks = new Recurring('look at the master keys', RELOAD_MS, () => keys.reload(), log);
      looks.start();
      shutdown.add('work', () => looks.stop());
      return keys;
    },
  },
  provide(ROOT_SECRET, [WrappingKeys], (keys: WrappingKeys) => keys.root),
  provide(SIGN_IN_SECRET, [WrappingKeys], (keys: WrappingKeys) => keys.signIn),
  provide(Rewrapping, [WrappingKeys, MONGO, LOG, METRICS, Shutdown, { token: OWN_KEYS, optional: true }], startRewrapping),
];

function startRewrapping(keys: WrappingKeys, connection: Connection, log: Log, registry: Registry, shutdown: Shutdown, own?: OwnKeyRing): Rewrapping {
  const documents = (name: string) => collectionOf<WrappedDocument>(connection, name);
  const letters = new WrappedDocuments({ kind: 'deadLetters', collection: documents('dead_letters'), member: 'content', contextOf: letterContext, batchMax: LETTERS_BATCH_MAX }, keys);
  const caseKeys = new WrappedDocuments({ kind: 'caseKeys', collection: documents('wrapped_keys'), member: 'wrapped', contextOf: keyContext, batchMax: KEYS_BATCH_MAX }, keys);
  const things: WrappedThings[] = own ? [caseKeys, letters, own] : [letters];
  const rewrapping = new Rewrapping(keys, things, log);
  gauge(registry, 'hub_wrapped_by_earlier_keys', 'things in the store that an earlier master key still wraps', () => rewrapping.countEarlier());
  gauge(registry, 'hub_wrapped_not_opening', 'things in the store that the key they name does not open', () => rewrapping.failedCount);
  const turns = new Recurring('wrap by the current key', REWRAP_MS, () => rewrapping.turn(), log);
  turns.start();
  shutdown.add('work', async () => {
    rewrapping.stop();
    await turns.stop();
  });
  return rewrapping;
}

const placesOfBefore = (connection: Connection): PlaceOfBefore[] => [
  { collection: collectionOf(connection, 'own_keys'), member: 'wrapped', contextOf: pairContext },
  { collection: collectionOf(connection, 'wrapped_keys'), member: 'wrapped', contextOf: keyContext },
  { collection: collectionOf(connection, 'dead_letters'), member: 'content', contextOf: letterContext },
];
