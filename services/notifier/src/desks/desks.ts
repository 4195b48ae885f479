import { Inject, Injectable } from '@nestjs/common';
import { DeskPreferences } from '@lianshen/contracts/api';
import type { PartyId } from '@lianshen/contracts/kernel';
import { ENVIRONMENT, type NotifierEnvironment } from '../environment.js';
import { NotifierStore } from '../store/notifier-store.js';

/** What is known of the desks: addresses from the configuration, what they want from themselves. */
@Injectable()
export class Desks {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: NotifierEnvironment,
    @Inject(NotifierStore) private readonly store: NotifierStore,
  ) {}

  findAddress(desk: PartyId): string | undefined {
    return this.environment.DESKS_FILE[desk]?.mail;
  }

  async preferencesOf(desk: PartyId): Promise<DeskPreferences> {
    const stored = await this.store.preferences.findOne({ _id: desk });
    const { language = 'zh' } = this.environment.DESKS_FILE[desk] ?? {};
    return stored ? DeskPreferences.parse({ language: stored.language, mail: stored.mail, quiet: stored.quiet }) : { language, mail: true, quiet: false };
  }

  async setPreferences(desk: PartyId, { language, mail, quiet }: DeskPreferences): Promise<void> {
    await this.store.preferences.updateOne({ _id: desk }, { $set: { language, mail, quiet } }, { upsert: true });
  }
}
