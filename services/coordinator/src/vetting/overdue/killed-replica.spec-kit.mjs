/**
 * For specs: a replica of the coordinator in a process of its own, made of what is built. It stands still in the middle of
 * each alarm, before the command or after it, and says so; whoever started it kills it there.
 *
 * By a message it takes `{ environment, masterKeys, now, standsStill: 'before' | 'after' }`; it answers with the id of each
 * case whose alarm it holds.
 */
import 'reflect-metadata';
import { JetStreamStrategy } from '@lianshen/platform/messaging';
import { CLOCK } from '@lianshen/platform/clock';
import { Test } from '@nestjs/testing';
import { AppModule } from '../../../dist/app.module.js';
import { prepare } from '../../../dist/prepare.js';
import { CaseAlarms } from '../../../dist/vetting/overdue/case-alarms.js';
import { WatchDeadlines } from '../../../dist/vetting/overdue/watch-deadlines.js';

process.once('disconnect', () => process.exit(0));
process.once('message', async ({ environment, masterKeys, now, standsStill }) => {
  const keys = masterKeys.map((key) => Buffer.from(key));
  const module = await Test.createTestingModule({ imports: [AppModule.for({ ...environment, MASTER_KEY_FILE: { read: () => keys } })] })
    .overrideProvider(CLOCK)
    .useValue({ now: () => now })
    .compile();
  const application = module.createNestApplication({ logger: false });
  application.connectMicroservice({ strategy: application.get(JetStreamStrategy) });
  await application.init();
  const deadlines = application.get(WatchDeadlines);
  application.get(CaseAlarms).onRing(async (caseId) => {
    if (standsStill === 'after') await deadlines.ring(caseId);
    process.send(caseId);
    await new Promise(() => undefined);
  });
  await prepare(application);
});
