import { Inject, Injectable } from '@nestjs/common';
import type { Connection, mongo } from 'mongoose';
import type { DeliveryStatus, DeskPreferences, NoticeFact } from '@lianshen/contracts/api';
import { MONGO } from '@lianshen/platform/process';

/** A notice in the inbox of a desk; `_id` is of the fact and the desk, so it is there once. */
export interface InboxRow {
  readonly _id: string;
  readonly desk: string;
  readonly position: number;
  readonly fact: NoticeFact;
  readonly requestId: string | null;
  readonly caseId: string | null;
  readonly batchId: string | null;
  readonly dueAt: Date | null;
  readonly at: Date;
  readonly arrivedAt: Date;
  readonly readAt: Date | null;
}

/** A notice that waits for its digest (`open`), or is in one. */
export interface MailItem {
  readonly _id: string;
  readonly desk: string;
  readonly fact: NoticeFact;
  readonly dueAt: Date | null;
  readonly addedAt: Date;
  readonly open: boolean;
}

/** A digest on its way: the outbox, and afterwards the delivery log. `_id` is that of its first item. */
export interface MailRow {
  readonly _id: string;
  readonly desk: string;
  readonly items: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly at: Date;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly nextAt: Date;
  readonly deliveredAt: Date | null;
  readonly fault: string | null;
}

interface DeskCounter {
  readonly _id: string;
  readonly last: number;
}

interface PreferencesRow extends DeskPreferences {
  readonly _id: string;
}

/** The notifier's own database. */
@Injectable()
export class NotifierStore {
  readonly inbox: mongo.Collection<InboxRow>;
  readonly mailItems: mongo.Collection<MailItem>;
  readonly mails: mongo.Collection<MailRow>;
  readonly counters: mongo.Collection<DeskCounter>;
  readonly preferences: mongo.Collection<PreferencesRow>;

  constructor(@Inject(MONGO) connection: Connection) {
    const collection = <D extends mongo.Document>(name: string) => connection.collection(name) as unknown as mongo.Collection<D>;
    this.inbox = collection('inbox');
    this.mailItems = collection('mail_items');
    this.mails = collection('mails');
    this.counters = collection('desk_counters');
    this.preferences = collection('preferences');
  }

  async createIndexes(): Promise<void> {
    await this.inbox.createIndex({ desk: 1, position: 1 }, { unique: true });
    await this.mailItems.createIndex({ desk: 1, addedAt: 1, _id: 1 }, { partialFilterExpression: { open: true } });
    await this.mails.createIndex({ nextAt: 1 }, { partialFilterExpression: { status: 'queued' } });
    await this.mails.createIndex({ desk: 1, at: 1, _id: 1 });
  }
}
