import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { mongo } from 'mongoose';
import { AnswerForm } from '@lianshen/contracts/api';
import { Fault, type RequestId } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { decryptBytes, encryptBytes, KeyVault } from '@lianshen/platform/sealing';
import { DUPLICATE_KEY } from '@lianshen/platform/store';
import type { ItemState } from '../domain/index.js';
import { DRAFT, type DraftDocument, type DraftDocuments } from './draft.model.js';

export interface Draft {
  readonly revision: number;
  readonly form: AnswerForm;
  readonly savedBy: string;
  readonly savedAt: number;
}

export interface SaveDraft {
  readonly form: AnswerForm;
  /** The revision that the form was made from; 0 where there was none. */
  readonly after: number;
  readonly savedBy: string;
}

/** Of which version of the verdict a draft made now is. */
const versionOf = ({ verdict }: ItemState): number => (verdict?.version ?? 0) + 1;
const context = (requestId: RequestId, revision: number): string => `draft|${requestId}|${revision}`;

/** Drafts: the only thing of an item that is changed in place. They stand outside the ledger and are destroyed with their use. */
@Injectable()
export class Drafts {
  constructor(
    @InjectModel(DRAFT) private readonly documents: DraftDocuments,
    @Inject(KeyVault) private readonly vault: KeyVault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the draft for the answer that comes next, or undefined: none, of a version that is signed, or erased. */
  async find(requestId: RequestId, state: ItemState): Promise<Draft | undefined> {
    const [stored, key] = await Promise.all([this.read(requestId), this.vault.find(requestId)]);
    if (!stored || !key || stored.forVersion !== versionOf(state)) return undefined;
    const { revision, sealed, savedBy, savedAt } = stored;
    const form = AnswerForm.parse(JSON.parse(decryptBytes(key, context(requestId, revision), sealed).toString('utf8')));
    return { revision, form, savedBy, savedAt: savedAt.getTime() };
  }

  /** @returns whether it was saved: false where another was faster, or the key is destroyed. */
  async save(requestId: RequestId, state: ItemState, { form, after, savedBy }: SaveDraft): Promise<boolean> {
    const key = await this.vault.find(requestId);
    if (!key) return false;
    // One that was left from an earlier version stands in nobody's way.
    await this.documents.deleteMany({ _id: requestId, forVersion: { $lt: versionOf(state) } });
    const revision = after + 1;
    const sealed = encryptBytes(key, context(requestId, revision), Buffer.from(JSON.stringify(form)));
    return this.put(requestId, after, { revision, forVersion: versionOf(state), sealed, savedBy, savedAt: new Date(this.clock.now()) });
  }

  /** A draft ends when its verdict is signed, its item is closed, or whoever saved it is recused. Called again later it harms no draft of a correction. */
  async destroyNeedless(requestId: RequestId, state: ItemState): Promise<void> {
    if (!state.workedOn) return;
    const closed = state.status === 'recalled' || state.status === 'declined';
    if (closed) await this.documents.deleteMany({ _id: requestId });
    else if (state.recused.length > 0) await this.documents.deleteMany({ _id: requestId, savedBy: { $in: state.recused.map(({ person }) => person) } });
    if (!closed && state.verdict) await this.documents.deleteMany({ _id: requestId, forVersion: { $lte: state.verdict.version } });
  }

  private async read(requestId: RequestId): Promise<DraftDocument | null> {
    const stored = await this.documents.findById(requestId).lean().exec();
    // Read without mongoose's own type around it, bytes are the driver's Binary.
    return stored && { ...stored, sealed: Buffer.from((stored.sealed as unknown as mongo.Binary).buffer) };
  }

  private async put(requestId: RequestId, after: number, draft: Omit<DraftDocument, '_id'>): Promise<boolean> {
    try {
      if (after === 0) {
        await this.documents.create({ _id: requestId, ...draft });
        return true;
      }
      const { matchedCount } = await this.documents.updateOne({ _id: requestId, revision: after }, { $set: draft });
      return matchedCount === 1;
    } catch (error) {
      if ((error as { code?: unknown }).code === DUPLICATE_KEY) return false;
      throw new Fault('a draft cannot be stored', { cause: error });
    }
  }
}
