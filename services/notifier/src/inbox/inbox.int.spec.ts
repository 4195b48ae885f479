import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeliveryPage, InboxPage } from '@lianshen/contracts/api';
import { NoticesConsumer } from '../receive/notices.consumer.js';
import { caseFact, eventually, noticeOf, NotifierGround, someCase } from '../notifier.spec-kit.js';

describe('the inbox over real NATS and MongoDB', () => {
  let ground: NotifierGround;

  beforeAll(async () => {
    ground = await NotifierGround.lay();
    await ground.start();
  }, 60_000);

  afterAll(() => ground.end(), 30_000);

  const inboxOf = (desk: string, query = '') => ground.read<InboxPage>(desk, `/api/inbox${query}`);
  const whenInbox = async (desk: string, count: number) => (await eventually(`${count} in ${desk}`, () => inboxOf(desk, '?limit=500'), ({ items }) => items.length >= count)).items;
  const problemCode = async (response: Response) => ((await response.json()) as { code: string }).code;

  it('brings each desk its own, and the coordinator what became of cases', async () => {
    const caseId = someCase();
    await ground.publish(noticeOf('court', 'request-issued', caseId), noticeOf('audit', 'request-issued', caseId), noticeOf('audit', 'request-recalled', caseId, 4));
    await ground.publishFact(caseFact('vetting-started', caseId));
    await ground.publishFact(caseFact('halted', caseId));
    expect((await whenInbox('court', 1)).map(({ fact, position }) => [fact, position])).toEqual([['request-issued', 1]]);
    expect((await whenInbox('audit', 2)).map(({ fact, position }) => [fact, position])).toEqual([['request-recalled', 2], ['request-issued', 1]]);
    expect((await whenInbox('officer', 1)).map(({ fact, caseId: its }) => [fact, its])).toEqual([['case-halted', caseId]]);
    expect((await inboxOf('petitions')).items).toEqual([]);
    expect(JSON.stringify(await inboxOf('court'))).not.toMatch(/audit|"seq"/);
  });

  it('holds a fact once, however often and in whatever company it comes', async () => {
    const notices = Array.from({ length: 40 }, () => noticeOf('petitions'));
    for (const group of [notices, notices.slice(0, 7), [...notices].reverse(), notices.slice(20)]) await ground.publish(...group);
    const consumer = ground.application.get(NoticesConsumer);
    await Promise.all([consumer.take({ notices, facts: [] }), consumer.take({ notices: notices.slice(3), facts: [] })]);
    const last = noticeOf('petitions');
    await ground.publish(last);
    const items = await eventually('the last', () => inboxOf('petitions', '?limit=500'), (page) => page.items.some(({ requestId }) => requestId === last.requestId));
    expect(items.items.map(({ requestId }) => requestId).sort()).toEqual([...notices, last].map(({ requestId }) => requestId).sort());
  });

  it('is read a page at a time and marked as read once, for the own desk alone', async () => {
    await ground.publish(...Array.from({ length: 5 }, () => noticeOf('discipline')));
    const all = await whenInbox('discipline', 5);
    const first = await inboxOf('discipline', '?limit=3');
    const second = await inboxOf('discipline', `?limit=3&cursor=${first.next}`);
    expect([...first.items, ...second.items]).toEqual(all);
    expect(second.next).toBeNull();
    const positions = all.slice(0, 2).map(({ position }) => position);
    expect(await ground.read('discipline', '/api/inbox/reads', { positions })).toEqual({ marked: 2 });
    expect(await ground.read('discipline', '/api/inbox/reads', { positions })).toEqual({ marked: 0 });
    expect((await inboxOf('discipline', '?unread=true')).items).toHaveLength(3);
    expect(await ground.read('audit', '/api/inbox/reads', { positions: [9_999] })).toEqual({ marked: 0 });
  });

  it('lets nobody in who has no desk, shows the auditor a desk of their own, and the delivery log to the auditor alone', async () => {
    expect((await ground.read<InboxPage>('auditor', '/api/inbox')).items).toEqual([]);
    expect(await problemCode(await ground.call('coordinator', '/api/inbox'))).toBe('identity.not-permitted');
    expect(await problemCode(await ground.call('court', '/api/deliveries?desk=court&channel=inbox'))).toBe('identity.not-permitted');
    const log = await ground.read<DeliveryPage>('auditor', '/api/deliveries?desk=court&channel=inbox');
    expect(log.items).toMatchObject([{ desk: 'court', channel: 'inbox', status: 'delivered', notices: 1 }]);
    expect(await problemCode(await ground.call('auditor', '/api/deliveries?channel=inbox'))).toBe('request.malformed');
  });

  it('keeps what nobody understands among the dead letters, and goes on', async () => {
    await ground.publish({ ...noticeOf('court'), name: '甲' } as never);
    const after = noticeOf('court');
    await ground.publish(after);
    await eventually('the one after it', () => inboxOf('court'), ({ items }) => items.some(({ requestId }) => requestId === after.requestId));
    const metrics = async () => (await ground.call('court', '/metrics')).text();
    expect(await eventually('counted', metrics, (text) => /hub_dead_letters\{[^}]*\} 1/.test(text))).toMatch(/hub_deliveries_total\{channel="inbox",outcome="delivered"[^}]*\} \d+/);
  });

  it('takes what the desk wants of its mails', async () => {
    expect(await ground.read('court', '/api/inbox/preferences')).toEqual({ language: 'zh', mail: true, quiet: false });
    const wanted = { language: 'en', mail: false, quiet: true };
    expect(await ground.read('court', '/api/inbox/preferences', wanted)).toEqual(wanted);
    expect(await ground.read('audit', '/api/inbox/preferences')).toEqual({ language: 'zh', mail: true, quiet: false });
  });

  it('loses and doubles nothing when the notifier is away while facts come', async () => {
    const before = (await inboxOf('audit', '?limit=500')).items.length;
    await ground.stop();
    const notices = Array.from({ length: 10 }, () => noticeOf('audit'));
    await ground.publish(...notices);
    await ground.publish(...notices);
    await ground.start();
    expect(await whenInbox('audit', before + 10)).toHaveLength(before + 10);
  });
});
