import type { mongo } from 'mongoose';
import type { PartyPublicKeys } from '@lianshen/contracts/api';
import { Fault, ok, refuse, type PartyId, type Result } from '@lianshen/contracts/kernel';
import { DUPLICATE_KEY } from '../store/duplicate-indexes.js';
import { generateOwnKeys, publicKeysOf, type OwnKey, type OwnKeys } from './party-keys.js';
import { openStoredKeys, wrapOwnKeys, type OpenedKeys, type StoredKeys } from './stored-keys.js';
import type { RewrappedBatch, WrappedThings } from './rewrapping.js';
import type { WrappingKey, WrappingKeys } from './wrapping-keys.js';

const DAY_MS = 86_400_000;
/** JetStream keeps messages for 45 days; what was sealed to an earlier key still comes for so long. */
const EARLIER_DAYS = 46;
const TRIES_MAX = 10;

type Wrapping = Pick<WrappingKeys, 'current' | 'find'>;

interface Held extends OpenedKeys {
  readonly revision: number;
}

/**
 * A party's own keys, made at the first start, in several generations: those in use, the next ones while they wait to
 * be registered, and earlier agreement keys while something sealed to them can still come. It is itself the keys in
 * use, so whoever signs or seals with it does so with the newest that this process knows.
 */
export class OwnKeyRing implements OwnKeys, WrappedThings {
  readonly kind = 'ownKeys';

  private constructor(
    private readonly collection: mongo.Collection<StoredKeys>,
    private readonly wrapping: Wrapping,
    readonly partyId: PartyId,
    private readonly now: () => number,
    private held: Held,
  ) {}

  /**
   * Two replicas that start at once end with the same keys, because the second insert loses and reads.
   * @throws when the stored keys were wrapped by another key: a wrong secret stops the process at once.
   */
  static async open(collection: mongo.Collection<StoredKeys>, wrapping: Wrapping, partyId: PartyId, now: () => number): Promise<OwnKeyRing> {
    const stored = (await collection.findOne({ _id: partyId })) ?? (await makeFirst(collection, wrapping.current, partyId));
    return new OwnKeyRing(collection, wrapping, partyId, now, await held(stored, wrapping));
  }

  get sign(): OwnKey {
    return this.held.current.sign;
  }

  get agree(): OwnKey {
    return this.held.current.agree;
  }

  get alsoAgree(): readonly OwnKey[] {
    return [...(this.held.next ? [this.held.next.agree] : []), ...this.held.earlier.map(({ key }) => key)];
  }

  /** The public halves of the keys that wait to be registered, or undefined where none do. */
  get nextPublicKeys(): PartyPublicKeys | undefined {
    return this.held.next && publicKeysOf(this.held.next);
  }

  /** Takes what another replica has prepared or activated; run again and again. @throws Fault when the store is away. */
  async reload(): Promise<void> {
    const stored = await this.read();
    if (revisionOf(stored) !== this.held.revision) this.hold(await held(stored, this.wrapping));
  }

  /** Makes the next keys, unless some wait already. @returns their public halves, and whether they are new. */
  async prepareNext(): Promise<{ readonly keys: PartyPublicKeys; readonly made: boolean }> {
    const made = generateOwnKeys(this.partyId);
    const { changed, held } = await this.change((opened) => (opened.next ? undefined : { ...opened, next: made }));
    return { keys: publicKeysOf(held.next ?? made), made: changed };
  }

  /**
   * Puts the next keys into use; from here on everything is signed and sealed with them. The keys that were in use
   * keep opening what is sealed to them. Refused with `key.none-prepared` where no keys wait.
   * @param agreeKid names the keys that are meant: those in use already are answered as the first time.
   */
  async activateNext(agreeKid: string): Promise<Result<PartyPublicKeys>> {
    const { held } = await this.change(({ current, next, earlier }) => {
      if (next?.agree.kid !== agreeKid) return undefined;
      const oldest = this.now() - EARLIER_DAYS * DAY_MS;
      const still = earlier.filter(({ supersededAt }) => supersededAt.getTime() >= oldest);
      return { current: next, earlier: [...still, { key: current.agree, supersededAt: new Date(this.now()) }] };
    });
    return held.current.agree.kid === agreeKid ? ok(publicKeysOf(held.current)) : refuse('key.none-prepared', { party: this.partyId });
  }

  /** A message sealed to the next keys proves that they are registered where it comes from. */
  async activateWhenAddressed(receiverKid: string): Promise<void> {
    if (this.held.next?.agree.kid === receiverKid) await this.activateNext(receiverKid);
  }

  /** One document needs no index. */
  async prepare(): Promise<void> {}

  async count(by: string | null): Promise<number> {
    return ((await this.read()).by ?? null) === by ? 1 : 0;
  }

  async rewrapBatch(by: string | null): Promise<RewrappedBatch> {
    const { changed } = await this.change((opened, stored) => ((stored.by ?? null) === by ? opened : undefined));
    return { rewrapped: changed ? 1 : 0, failed: 0 };
  }

  /** One write, on what is stored now; decided again where another replica was faster. */
  private async change(decide: (opened: OpenedKeys, stored: StoredKeys) => OpenedKeys | undefined): Promise<{ readonly changed: boolean; readonly held: Held }> {
    for (let attempt = 0; attempt < TRIES_MAX; attempt++) {
      const stored = await this.read();
      const opened = await held(stored, this.wrapping);
      const wanted = decide(opened, stored);
      const revision = opened.revision + 1;
      if (wanted && !(await this.replace(stored, { ...wrapOwnKeys(wanted, this.wrapping.current), revision }))) continue;
      this.hold(wanted ? { ...wanted, revision } : opened);
      return { changed: wanted !== undefined, held: this.held };
    }
    throw new Fault(`others were faster on the own keys ${TRIES_MAX} times`);
  }

  /** What was read earlier and comes later does not take the place of what is newer. */
  private hold(keys: Held): void {
    if (keys.revision >= this.held.revision) this.held = keys;
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
}

const revisionOf = ({ revision = 0 }: StoredKeys): number => revision;

const held = async (stored: StoredKeys, wrapping: Wrapping): Promise<Held> => ({ ...(await openStoredKeys(stored, wrapping)), revision: revisionOf(stored) });

async function makeFirst(collection: mongo.Collection<StoredKeys>, by: WrappingKey, partyId: PartyId): Promise<StoredKeys> {
  const made: StoredKeys = wrapOwnKeys({ current: generateOwnKeys(partyId), earlier: [] }, by);
  try {
    await collection.insertOne(made);
    return made;
  } catch (error) {
    const stored = (error as { code?: number }).code === DUPLICATE_KEY ? await collection.findOne({ _id: partyId }) : null;
    if (!stored) throw error;
    return stored;
  }
}
