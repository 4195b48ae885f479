import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { mongo } from 'mongoose';
import { SavedView, SetSavedViewsBody, type SavedViews } from '@lianshen/contracts/api';
import { Fault } from '@lianshen/contracts/kernel';
import { JsonBody, Refused, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { decryptBytes, encryptBytes, KeyVault } from '@lianshen/platform/sealing';
import { DUPLICATE_KEY } from '@lianshen/platform/store';
import { ForStaff } from '../worklist/staff.js';
import { SAVED_VIEWS, type SavedViewsDocuments } from './saved-views.model.js';

const KEY = 'saved-views';
const context = (person: string, revision: number): string => `saved-views|${person}|${revision}`;

/** What somebody saves of how they look at the worklist: their own alone, whoever they are. */
@Controller('api/worklist/views')
export class SavedViewsController {
  constructor(
    @InjectModel(SAVED_VIEWS) private readonly documents: SavedViewsDocuments,
    @Inject(KeyVault) private readonly vault: KeyVault,
  ) {}

  @Get()
  @ForStaff('readSavedViews')
  async read(@SignedIn() { sub }: Person): Promise<SavedViews> {
    const stored = await this.documents.findById(sub).lean().exec();
    if (!stored) return { revision: 0, views: [] };
    // Read without mongoose's own type around it, bytes are the driver's Binary.
    const sealed = Buffer.from((stored.sealed as unknown as mongo.Binary).buffer);
    const text = decryptBytes(await this.vault.create(KEY), context(sub, stored.revision), sealed).toString('utf8');
    return { revision: stored.revision, views: SavedView.array().parse(JSON.parse(text)) };
  }

  /** They take the place of those before. Refused `saved-views.stale` where they were saved elsewhere since. */
  @Put()
  @ForStaff('setSavedViews')
  @JsonBody()
  async set(@Body() body: unknown, @SignedIn() person: Person): Promise<SavedViews> {
    const { revision: after, views } = validated(SetSavedViewsBody, body);
    const revision = after + 1;
    const sealed = encryptBytes(await this.vault.create(KEY), context(person.sub, revision), Buffer.from(JSON.stringify(views)));
    if (!(await this.put(person.sub, after, { revision, sealed }))) throw new Refused({ code: 'saved-views.stale', params: {} });
    return { revision, views };
  }

  private async put(_id: string, after: number, views: { readonly revision: number; readonly sealed: Buffer }): Promise<boolean> {
    try {
      if (after > 0) return (await this.documents.updateOne({ _id, revision: after }, { $set: views })).matchedCount === 1;
      await this.documents.create({ _id, ...views });
      return true;
    } catch (error) {
      if ((error as { code?: unknown }).code === DUPLICATE_KEY) return false;
      throw new Fault('saved views cannot be stored', { cause: error });
    }
  }
}
