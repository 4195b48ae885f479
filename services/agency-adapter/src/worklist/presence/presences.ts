import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { mongo } from 'mongoose';
import type { ItemPresence } from '@lianshen/contracts/api';
import { toIso, type RequestId } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import type { Person } from '@lianshen/platform/identity';
import { decryptBytes, encryptBytes, KeyVault } from '@lianshen/platform/sealing';
import { PRESENCE, type PresenceDocument, type PresenceDocuments } from './presence.model.js';

const KEY = 'presence';
const BEAT_SECONDS = 20;
/** Two beats may get lost. */
const FORGOTTEN_AFTER_MS = 3 * BEAT_SECONDS * 1_000;
const OTHERS_MAX = 20;

const idOf = (requestId: RequestId, person: string): string => `${requestId}/${person}`;

/** Who has which item open: in the store, so that colleagues at different processes see each other. */
@Injectable()
export class Presences {
  constructor(
    @InjectModel(PRESENCE) private readonly documents: PresenceDocuments,
    @Inject(KeyVault) private readonly vault: KeyVault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Notes that the person has the item open. @returns whether they have only just opened it. */
  async show(requestId: RequestId, { sub, name = sub }: Person): Promise<boolean> {
    const [now, _id] = [this.clock.now(), idOf(requestId, sub)];
    const before = await this.documents.findById(_id).lean<PresenceDocument>().exec();
    const isNew = !before || before.seenAt.getTime() < now - FORGOTTEN_AFTER_MS;
    const sealed = encryptBytes(await this.vault.create(KEY), _id, Buffer.from(name));
    const document = { requestId, by: sub, sealed, since: isNew ? new Date(now) : before.since, seenAt: new Date(now) };
    await this.documents.updateOne({ _id }, { $set: document }, { upsert: true });
    return isNew;
  }

  /** Forgets it. @returns whether there was anything to forget. */
  async end(requestId: RequestId, { sub }: Person): Promise<boolean> {
    return (await this.documents.deleteOne({ _id: idOf(requestId, sub) })).deletedCount === 1;
  }

  async others(requestId: RequestId, { sub }: Person): Promise<ItemPresence> {
    const key = await this.vault.create(KEY);
    const seen = { requestId, by: { $ne: sub }, seenAt: { $gte: new Date(this.clock.now() - FORGOTTEN_AFTER_MS) } };
    const found = await this.documents.find(seen).sort({ since: 1, _id: 1 }).limit(OTHERS_MAX).lean<PresenceDocument[]>().exec();
    // Read without mongoose's own type around it, bytes are the driver's Binary.
    const nameOf = ({ _id, sealed }: PresenceDocument): string => decryptBytes(key, _id, Buffer.from((sealed as unknown as mongo.Binary).buffer)).toString('utf8');
    return { others: found.map((each) => ({ id: each.by, name: nameOf(each), since: toIso(each.since.getTime()) })), beatSeconds: BEAT_SECONDS };
  }

  /** Throws away what is not said again any more. */
  async forget(): Promise<void> {
    await this.documents.deleteMany({ seenAt: { $lt: new Date(this.clock.now() - FORGOTTEN_AFTER_MS) } });
  }

  count(): Promise<number> {
    return this.documents.estimatedDocumentCount();
  }
}
