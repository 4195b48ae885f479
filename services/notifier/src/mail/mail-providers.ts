import type { Provider } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { gauge, METRICS } from '@lianshen/platform/telemetry';
import type { NotifierEnvironment } from '../environment.js';
import { NotifierStore } from '../store/notifier-store.js';
import { FormDigests } from './form-digests.js';
import { MailChannel } from './mail-channel.js';
import { SEND_MAIL, smtpTransport } from './mail-transport.js';
import { Mailing } from './mailing.js';
import { SendMails } from './send-mails.js';

const MAIL_FIGURES = Symbol('MAIL_FIGURES');

const figures: Provider = {
  provide: MAIL_FIGURES,
  inject: [METRICS, NotifierStore],
  useFactory: (registry: Registry, store: NotifierStore) => [
    gauge(registry, 'hub_mail_items_waiting', 'notices that wait for their digest', () => store.mailItems.countDocuments({ open: true })),
    gauge(registry, 'hub_mails_queued', 'mails that no server has taken yet', () => store.mails.countDocuments({ status: 'queued' })),
    gauge(registry, 'hub_mails_undelivered', 'mails that were given up', () => store.mails.countDocuments({ status: 'undelivered' })),
  ],
};

/** The mail channel; nothing at all where no server is configured. */
export const mailProviders = ({ SMTP_URL, MAIL_FROM }: NotifierEnvironment): Provider[] =>
  SMTP_URL === undefined ? [] : [{ provide: SEND_MAIL, useValue: smtpTransport(SMTP_URL, MAIL_FROM ?? '') }, figures, FormDigests, SendMails, Mailing, MailChannel];
