import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { SMTPServer } from 'smtp-server';
import type { DeliveryPage, InboxPage } from '@lianshen/contracts/api';
import { MONGO } from '@lianshen/platform/process';
import { NoticesConsumer } from '../receive/notices.consumer.js';
import { caseFact, eventually, MONDAY, noticeOf, NotifierGround } from '../notifier.spec-kit.js';
import { NotifierStore } from '../store/notifier-store.js';
import { ATTEMPTS_MAX } from './back-off.js';
import { Mailing } from './mailing.js';

interface Received {
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
}

const headerOf = (source: string, name: string): string => new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(source)?.[1] ?? '';
const bodyOf = (source: string): string => {
  const body = source.slice(source.indexOf('\r\n\r\n') + 4);
  return /base64/i.test(headerOf(source, 'Content-Transfer-Encoding')) ? Buffer.from(body, 'base64').toString('utf8') : body.replace(/=\r\n/g, '').replace(/(?:=[0-9A-F]{2})+/g, (part) => Buffer.from(part.replaceAll('=', ''), 'hex').toString('utf8'));
};

/** A real mail server, to be stopped and started on the same port. */
class MailServer {
  readonly received: Received[] = [];
  private server: SMTPServer | undefined;
  port = 0;

  async reserve(): Promise<void> {
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    this.port = (probe.address() as AddressInfo).port;
    await new Promise((resolve) => probe.close(resolve));
  }

  async start(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, session, callback) => {
        let source = '';
        stream.on('data', (part: Buffer) => (source += part.toString('utf8')));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address).join();
          this.received.push({ to, messageId: headerOf(source, 'Message-ID'), subject: headerOf(source, 'Subject'), text: bodyOf(source) });
          callback();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }
}

describe('mail over a real SMTP server', () => {
  let ground: NotifierGround;
  const server = new MailServer();
  const desks = ['court', 'audit', 'discipline', 'petitions', 'procuratorate'];

  beforeAll(async () => {
    await server.reserve();
    ground = await NotifierGround.lay();
    await startNotifier();
  }, 60_000);

  afterAll(async () => {
    await ground.end();
    await server.stop();
  }, 30_000);

  const startNotifier = () =>
    ground.start({
      SMTP_URL: `smtp://127.0.0.1:${server.port}`,
      MAIL_FROM: 'hub@office.invalid',
      DESKS_FILE: Object.fromEntries(['coordinator', ...desks].map((desk) => [desk, { mail: `${desk}@desks.invalid`, language: desk === 'audit' ? 'en' as const : 'zh' as const }])),
    });
  const turn = () => ground.application.get(Mailing).turn();
  const store = () => ground.application.get(NotifierStore);
  const inboxOf = (desk: string) => ground.read<InboxPage>(desk, '/api/inbox?limit=500');
  const logOf = async (desk: string) => (await ground.read<DeliveryPage>('auditor', `/api/deliveries?desk=${desk}&channel=mail`)).items;
  const waitingFor = (desk: string, count: number) => eventually(`${count} waiting`, () => store().mailItems.countDocuments({ desk, open: true }), (waiting) => waiting >= count);
  const mailsTo = (desk: string) => server.received.filter(({ to }) => to === `${desk}@desks.invalid`);
  const gathered = async () => {
    ground.clock.pass(60_000);
    await turn();
  };

  it('waits out a server that is down and a notifier that dies, and loses and doubles nothing', async () => {
    const notices = Array.from({ length: 30 }, () => noticeOf('court'));
    await ground.publish(...notices);
    await waitingFor('court', 30);
    await gathered();
    await eventually('a try', () => logOf('court'), ([mail]) => mail?.fault?.includes('ECONNREFUSED') === true || mail?.fault === 'ESOCKET');
    await ground.stop();
    await server.start();
    await startNotifier();
    await ground.publish(...notices);
    await ground.application.get(NoticesConsumer).take({ notices, facts: [] });
    ground.clock.pass(3_600_000);
    await turn();
    const [log] = await eventually('delivered', () => logOf('court'), ([mail]) => mail?.status === 'delivered');
    expect(log).toMatchObject({ notices: 30, status: 'delivered', fault: null });
    expect(mailsTo('court').map(({ messageId }) => messageId)).toEqual([log?.messageId]);
    expect((await inboxOf('court')).items).toHaveLength(30);
    await gathered();
    expect(mailsTo('court')).toHaveLength(1);
  });

  it('sends again with the same Message-ID what a notifier had sent before it died', async () => {
    await ground.publish(noticeOf('petitions'));
    await waitingFor('petitions', 1);
    await gathered();
    await eventually('sent', () => logOf('petitions'), ([mail]) => mail?.status === 'delivered');
    // What a kill leaves between the server's word and the store's: the mail is queued still, and its items may be open.
    await store().mails.updateMany({ desk: 'petitions' }, { $set: { status: 'queued' } });
    await store().mailItems.updateMany({ desk: 'petitions' }, { $set: { open: true } });
    await ground.stop();
    await startNotifier();
    await gathered();
    await eventually('sent again', () => logOf('petitions'), ([mail]) => mail?.status === 'delivered');
    const ids = mailsTo('petitions').map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^<[0-9a-f-]{36}@office\.invalid>$/);
  });

  it('gathers a batch of 500 into one digest a desk, in the language of the desk', async () => {
    for (let part = 0; part < 5; part++) await ground.publish(...Array.from({ length: 100 }, () => noticeOf('audit')), ...Array.from({ length: 100 }, () => noticeOf('discipline')));
    await ground.publishFact(caseFact('halted'));
    await waitingFor('audit', 500);
    await waitingFor('discipline', 500);
    await waitingFor('coordinator', 1);
    await turn();
    expect(mailsTo('audit')).toEqual([]);
    await gathered();
    await eventually('all three', async () => server.received, () => [mailsTo('audit'), mailsTo('discipline'), mailsTo('coordinator')].every(({ length }) => length > 0));
    expect(mailsTo('audit').map(({ text }) => text.split(/\r?\n/)[0])).toEqual(['- 500 new vetting requests']);
    expect(mailsTo('discipline').map(({ text }) => text.split(/\r?\n/)[0])).toEqual(['- 新的联审请求 500 件']);
    expect(mailsTo('coordinator').map(({ text }) => text.split(/\r?\n/)[0])).toEqual(['- 已中止、待办理的案件 1 个']);
  });

  it('waits for the office to open where the desk wants quiet, and sends nothing to one that wants no mail', async () => {
    const evening = Date.parse('2026-11-24T20:00:00+08:00');
    await ground.read('procuratorate', '/api/inbox/preferences', { language: 'zh', mail: true, quiet: true });
    await ground.read('court', '/api/inbox/preferences', { language: 'zh', mail: false, quiet: false });
    ground.clock.moveTo(evening);
    await ground.publish(noticeOf('court'), noticeOf('procuratorate'));
    await waitingFor('procuratorate', 1);
    await gathered();
    expect(mailsTo('procuratorate')).toEqual([]);
    ground.clock.moveTo(Date.parse('2026-11-25T08:31:00+08:00'));
    await turn();
    await eventually('in the morning', async () => mailsTo('procuratorate'), ({ length }) => length === 1);
    expect(mailsTo('court')).toHaveLength(1);
    expect((await inboxOf('court')).items).toHaveLength(31);
  });

  it('is given up after the last try, and the log and the figures say so', async () => {
    await server.stop();
    await ground.publish(noticeOf('discipline'));
    await waitingFor('discipline', 1);
    await gathered();
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      ground.clock.pass(5 * 3_600_000);
      await turn();
    }
    const [given] = await eventually('given up', () => logOf('discipline'), ([mail]) => mail?.status === 'undelivered');
    expect(given?.attempts).toBe(ATTEMPTS_MAX);
    expect(await (await ground.call('court', '/metrics')).text()).toMatch(/hub_mails_undelivered\{[^}]*\} 1/);
    expect(await store().inbox.countDocuments({ desk: 'discipline' })).toBe(501);
  });

  it('holds no name and no number of a person, and no agency’s mail names another', async () => {
    expect(server.received.length).toBeGreaterThan(5);
    for (const { text, subject } of server.received) expect(`${subject}\n${text}`).not.toMatch(/\d{6,}|court|discipline|procuratorate|petitions|纪检|法院|检察|审计|信访/);
    const database = ground.application.get<Connection>(MONGO);
    const kept = await Promise.all(['inbox', 'mail_items', 'mails'].map((name) => database.collection(name).find({}).toArray()));
    expect(JSON.stringify(kept)).not.toMatch(/"(?:name|identityNumber|person)"|99\d{15}[\dX]/);
    expect(ground.clock.now()).toBeGreaterThan(MONDAY);
  });
});
