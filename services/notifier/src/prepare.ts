import type { INestApplicationContext } from '@nestjs/common';
import { LOG, Shutdown } from '@lianshen/platform/process';
import type { Log } from '@lianshen/platform/telemetry';
import { Recurring } from '@lianshen/platform/timers';
import { ENVIRONMENT, type NotifierEnvironment } from './environment.js';
import { Mailing } from './mail/mailing.js';
import { NotifierStore } from './store/notifier-store.js';

const MAIL_MS = 2_000;

/** What must have happened before the first request or message comes in; then mails begin to go out, where there are any. */
export async function prepare(application: INestApplicationContext): Promise<void> {
  await application.get(NotifierStore).createIndexes();
  const { SMTP_URL } = application.get<NotifierEnvironment>(ENVIRONMENT);
  if (SMTP_URL !== undefined) startMailing(application);
}

function startMailing(application: INestApplicationContext): void {
  const mailing = application.get(Mailing);
  const recurring = new Recurring('mail', MAIL_MS, () => mailing.turn(), application.get<Log>(LOG));
  recurring.start();
  application.get(Shutdown).add('work', async () => {
    mailing.stop();
    await recurring.stop();
  });
}
