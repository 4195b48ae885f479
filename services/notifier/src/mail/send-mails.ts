import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LOG } from '@lianshen/platform/process';
import type { Log } from '@lianshen/platform/telemetry';
import { DeliveryOutcomes } from '../deliveries/delivery-outcomes.js';
import { Desks } from '../desks/desks.js';
import { NotifierStore, type MailRow } from '../store/notifier-store.js';
import { waitAfter } from './back-off.js';
import { SEND_MAIL, type SendMail } from './mail-transport.js';

/** While a mail is being sent nobody else sends it; who dies over it leaves it to be sent again after this. */
const CLAIM_MS = 60_000;
const MAILS_A_TURN_MAX = 50;

/** Sends what is queued, at least once: a mail that the server took without our knowing goes out again with the same Message-ID. */
@Injectable()
export class SendMails {
  private stopping = false;

  constructor(
    @Inject(NotifierStore) private readonly store: NotifierStore,
    @Inject(Desks) private readonly desks: Desks,
    @Inject(SEND_MAIL) private readonly sendMail: SendMail,
    @Inject(DeliveryOutcomes) private readonly outcomes: DeliveryOutcomes,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async sendDue(): Promise<void> {
    for (let count = 0; count < MAILS_A_TURN_MAX && !this.stopping; count++) {
      const mail = await this.claim();
      if (!mail) return;
      await this.send(mail);
    }
  }

  /** Begins no other mail. */
  stop(): void {
    this.stopping = true;
  }

  private claim(): Promise<MailRow | null> {
    const now = this.clock.now();
    const changes = { $set: { nextAt: new Date(now + CLAIM_MS) }, $inc: { attempts: 1 } };
    return this.store.mails.findOneAndUpdate({ status: 'queued', nextAt: { $lte: new Date(now) } }, changes, { sort: { nextAt: 1 }, returnDocument: 'after' });
  }

  private async send(mail: MailRow): Promise<void> {
    const to = this.desks.findAddress(mail.desk);
    if (to === undefined) return this.failed(mail, 'no-address');
    const fault = await this.tried({ to, subject: mail.subject, text: mail.text, messageId: mail.messageId });
    if (fault !== undefined) return this.failed(mail, fault);
    await this.store.mails.updateOne({ _id: mail._id }, { $set: { status: 'delivered', deliveredAt: new Date(this.clock.now()), fault: null } });
    this.outcomes.count({ channel: 'mail', outcome: 'delivered' });
  }

  /** @returns the code of the failure. What the server says besides may hold anything, so it is not kept. */
  private async tried(mail: Parameters<SendMail>[0]): Promise<string | undefined> {
    try {
      await this.sendMail(mail);
      return undefined;
    } catch (error) {
      const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
      return [code, responseCode].filter((each) => typeof each === 'string' || typeof each === 'number').join(' ') || 'unknown';
    }
  }

  private async failed(mail: MailRow, fault: string): Promise<void> {
    const wait = waitAfter(mail.attempts);
    const next = wait === undefined ? { status: 'undelivered' as const } : { nextAt: new Date(this.clock.now() + wait) };
    await this.store.mails.updateOne({ _id: mail._id, status: 'queued' }, { $set: { ...next, fault } });
    this.outcomes.count({ channel: 'mail', outcome: wait === undefined ? 'undelivered' : 'retried' });
    this.log.warn({ desk: mail.desk, attempts: mail.attempts, fault }, wait === undefined ? 'a mail is given up' : 'a mail was not taken, to be tried again');
  }
}
