import { mongo } from 'mongoose';
import type { PartyPublicKeys } from '@lianshen/contracts/api';
import { Fault, ok, refuse, type PartyId, type Result } from '@lianshen/contracts/kernel';
import { DUPLICATE_KEY } from '../store/duplicate-indexes.js';
import { decryptBytes, encryptBytes } from './field-cipher.js';
import { exportKey, exportPrivate, generateOwnKeys, importKey, importPrivate, publicKeysOf, type OwnKey, type OwnKeys } from './party-keys.js';

interface EarlierKey {
  readonly wrapped: mongo.Binary;
  readonly supersededAt: Date;
}

/** A party's own keys as they are stored: one document, so that every step of a rotation is one write. */
export interface StoredKeys {
  readonly _id: string;
  /** The keys that are in use. */
  readonly wrapped: mongo.Binary;
  /** Counts the writes; absent in what was stored before keys could be rotated. */
  readonly revision?: number;
  /** Made, and not in use yet. */
  readonly next?: mongo.Binary;
  /** Agreement keys alone: the private half of a signing key is destroyed when the next takes its place. */
  readonly earlier?: readonly EarlierKey[];
}

const DAY_MS = 86_400_000;
/** JetStream keeps messages for 45 days; what was sealed to an earlier key still comes for so long. */
const EARLIER_DAYS = 46;
const TRIES_MAX = 10;

interface Held {
  readonly revision: number;
  readonly current: OwnKeys;
  readonly next: OwnKeys | undefined;
  readonly alsoAgree: readonly OwnKey[];
}

/**
 * A party's own keys, made at the first start, in several generations: those in use, the next ones while they wait to
 * be registered, and earlier agreement keys while something sealed to them can still come. It is itself the keys in
 * use, so whoever signs or seals with it does so with the newest that this process knows.
 */
export class OwnKeyRing implements OwnKeys {
  private constructor(
    private readonly collection: mongo.Collection<StoredKeys>,
    private readonly masterKey: Buffer,
    readonly partyId: PartyId,
    private readonly now: () => number,
    private held: Held,
  ) {}

  /**
   * Two replicas that start at once end with the same keys, because the second insert loses and reads.
   * @throws when the stored keys were wrapped by another master key: a wrong secret stops the process at once.
   */
  static async open(collection: mongo.Collection<StoredKeys>, masterKey: Buffer, partyId: PartyId, now: () => number): Promise<OwnKeyRing> {
    const stored = (await collection.findOne({ _id: partyId })) ?? (await makeFirst(collection, masterKey, partyId));
    return new OwnKeyRing(collection, masterKey, partyId, now, unwrap(stored, masterKey));
  }

  get sign(): OwnKey {
    return this.held.current.sign;
  }

  get agree(): OwnKey {
    return this.held.current.agree;
  }

  get alsoAgree(): readonly OwnKey[] {
    return this.held.alsoAgree;
  }

  /** The public halves of the keys that wait to be registered, or undefined where none do. */
  get nextPublicKeys(): PartyPublicKeys | undefined {
    return this.held.next && publicKeysOf(this.held.next);
  }

  /** Takes what another replica has prepared or activated; run again and again. @throws Fault when the store is away. */
  async reload(): Promise<void> {
    const stored = await this.read();
    if (stored.revision !== this.held.revision) this.held = unwrap(stored, this.masterKey);
  }

  /** Makes the next keys, unless some wait already. @returns their public halves, and whether they are new. */
  async prepareNext(): Promise<{ readonly keys: PartyPublicKeys; readonly made: boolean }> {
    const made = generateOwnKeys(this.partyId);
    const { changed, held } = await this.change((stored) => (stored.next ? undefined : { ...stored, next: this.wrapPair(made) }));
    return { keys: publicKeysOf(held.next ?? made), made: changed };
  }

  /**
   * Puts the next keys into use; from here on everything is signed and sealed with them. The keys that were in use
   * keep opening what is sealed to them. Refused with `key.none-prepared` where no keys wait.
   * @param agreeKid names the keys that are meant: those in use already are answered as the first time.
   */
  async activateNext(agreeKid: string): Promise<Result<PartyPublicKeys>> {
    const { held } = await this.change((stored) => {
      if (!stored.next || this.openPair(stored.next).agree.kid !== agreeKid) return undefined;
      const superseded = { wrapped: this.wrapAgree(this.openPair(stored.wrapped).agree), supersededAt: new Date(this.now()) };
      const oldest = this.now() - EARLIER_DAYS * DAY_MS;
      const earlier = (stored.earlier ?? []).filter(({ supersededAt }) => supersededAt.getTime() >= oldest);
      return { _id: stored._id, wrapped: stored.next, earlier: [...earlier, superseded] };
    });
    return held.current.agree.kid === agreeKid ? ok(publicKeysOf(held.current)) : refuse('key.none-prepared', { party: this.partyId });
  }

  /** A message sealed to the next keys proves that they are registered where it comes from. */
  async activateWhenAddressed(receiverKid: string): Promise<void> {
    if (this.held.next?.agree.kid === receiverKid) await this.activateNext(receiverKid);
  }

  /** One write, on what is stored now; decided again where another replica was faster. */
  private async change(decide: (stored: StoredKeys) => StoredKeys | undefined): Promise<{ readonly changed: boolean; readonly held: Held }> {
    for (let attempt = 0; attempt < TRIES_MAX; attempt++) {
      const stored = await this.read();
      const wanted = decide(stored);
      const written = wanted && { ...wanted, revision: (stored.revision ?? 0) + 1 };
      if (written && !(await this.replace(stored, written))) continue;
      this.held = unwrap(written ?? stored, this.masterKey);
      return { changed: written !== undefined, held: this.held };
    }
    throw new Fault(`others were faster on the own keys ${TRIES_MAX} times`);
  }

  private async replace(stored: StoredKeys, written: StoredKeys): Promise<boolean> {
    const revision = stored.revision === undefined ? { $exists: false } : stored.revision;
    try {
      return (await this.collection.replaceOne({ _id: this.partyId, revision }, written)).modifiedCount === 1;
    } catch (error) {
      throw new Fault('the own keys cannot be stored', { cause: error });
    }
  }

  private async read(): Promise<StoredKeys> {
    try {
      const stored = await this.collection.findOne({ _id: this.partyId });
      if (stored) return stored;
    } catch (error) {
      throw new Fault('the own keys cannot be read', { cause: error });
    }
    throw new Fault('the own keys are not in the store any more');
  }

  private openPair(wrapped: mongo.Binary): OwnKeys {
    return openPair(wrapped, this.masterKey, this.partyId);
  }

  private wrapPair(keys: OwnKeys): mongo.Binary {
    return wrapPair(keys, this.masterKey);
  }

  private wrapAgree(key: OwnKey): mongo.Binary {
    return new mongo.Binary(encryptBytes(this.masterKey, agreeContext(this.partyId), exportKey(key)));
  }
}

const pairContext = (partyId: PartyId): string => `own-keys|${partyId}`;
const agreeContext = (partyId: PartyId): string => `own-agree-key|${partyId}`;

const wrapPair = (keys: OwnKeys, masterKey: Buffer): mongo.Binary => new mongo.Binary(encryptBytes(masterKey, pairContext(keys.partyId), exportPrivate(keys)));

const openPair = (wrapped: mongo.Binary, masterKey: Buffer, partyId: PartyId): OwnKeys => importPrivate(decryptBytes(masterKey, pairContext(partyId), Buffer.from(wrapped.buffer)));

function unwrap({ _id, wrapped, revision = 0, next, earlier = [] }: StoredKeys, masterKey: Buffer): Held {
  const waiting = next && openPair(next, masterKey, _id);
  const past = earlier.map((key) => importKey(decryptBytes(masterKey, agreeContext(_id), Buffer.from(key.wrapped.buffer))));
  return { revision, current: openPair(wrapped, masterKey, _id), next: waiting, alsoAgree: [...(waiting ? [waiting.agree] : []), ...past] };
}

async function makeFirst(collection: mongo.Collection<StoredKeys>, masterKey: Buffer, partyId: PartyId): Promise<StoredKeys> {
  const made: StoredKeys = { _id: partyId, wrapped: wrapPair(generateOwnKeys(partyId), masterKey) };
  try {
    await collection.insertOne(made);
    return made;
  } catch (error) {
    const stored = (error as { code?: number }).code === DUPLICATE_KEY ? await collection.findOne({ _id: partyId }) : null;
    if (!stored) throw error;
    return stored;
  }
}
