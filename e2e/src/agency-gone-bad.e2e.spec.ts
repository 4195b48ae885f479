import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JetStreamManager } from '@nats-io/jetstream';
import { repliesStream, replySubject, streamNames } from '@lianshen/contracts/messages';
import type { OpenedMessage } from '@lianshen/platform/sealing';
import { PlayedAgency, watchStreams } from './played-agency.js';
import { AgencyStaff } from './agency-staff.js';
import { eventually } from './eventually.js';
import { HubApi } from './hub-api.js';
import { startHubOfPeople, type Stack } from './hub-stack.js';
import { batchCsv, inventedPerson } from './invented-batch.js';

const WITHIN_MS = 20_000;
const GARBAGE = 2_000;
/** As many as fit into the stream of one agency, and more. */
const LARGE = 120;
const LARGE_BYTES = 850_000;

interface Asked {
  readonly agency: string;
  readonly requestId: string;
  readonly status: string;
}

describe('an agency with valid credentials that has gone bad', () => {
  let stack: Stack;
  let hub: HubApi;
  let court: PlayedAgency;
  let streams: JetStreamManager;
  let closeStreams = (): Promise<void> => Promise.resolve();
  let caseId = '';
  let request: OpenedMessage;
  let requestId = '';
  let before = '';

  beforeAll(async () => {
    stack = await startHubOfPeople();
    hub = new HubApi(stack);
    ({ manager: streams, close: closeStreams } = await watchStreams(stack));
    court = await PlayedAgency.connect(stack, 'court');
    await stack.kill('agency-court');
    await hub.post('administrator', '/api/agencies/court/keys', court.publicKeys);
    const batch = await hub.importBatch(batchCsv([inventedPerson(8_301)]), 'gone-bad-batch');
    caseId = batch.accepted[0]?.caseId ?? '';
    request = await court.pullRequest();
    requestId = (request.envelope.data as { requestId: string }).requestId;
    await eventually('all the others have their request', async () => Promise.all(['discipline', 'procuratorate', 'audit', 'petitions'].map((agency) => new AgencyStaff(stack, agency).list())), (lists) => lists.every(({ length }) => length === 1), WITHIN_MS);
    before = await whatIsOnRecord();
  }, 120_000);

  afterAll(async () => {
    await Promise.all([court.nats.connection.close(), closeStreams()]);
    await stack.stop();
  }, 60_000);

  const requests = async () => (await hub.readCase(caseId)).requests as unknown as Asked[];
  /** The case as it is, without receipts that come in their own time. */
  const whatIsOnRecord = async () => JSON.stringify((await hub.readCase(caseId)).requests.map(({ agency, verdict }) => ({ agency, verdict })));
  const stored = async (agency: string) => (await streams.streams.info(repliesStream(stack.jurisdiction, agency))).state.messages;
  const figure = async (pattern: RegExp): Promise<number> => {
    const text = await (await fetch(`${stack.coordinatorUrl}/metrics`)).text();
    return text.split('\n').filter((line) => pattern.test(line)).reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  };
  const deadOf = (reason: string) => figure(new RegExp(`^hub_messages_total\\{.*outcome="dead-lettered".*reason="${reason}"`));
  /** @param content is a dead letter for that reason, and nothing on record changes. */
  const becomesDead = async (reason: string, content: string) => {
    const dead = await deadOf(reason);
    await court.publish(content);
    await eventually(`a dead letter: ${reason}`, () => deadOf(reason), (count) => count > dead, WITHIN_MS);
    expect(await whatIsOnRecord()).toBe(before);
  };

  it('reads and administers nothing of the hub’s or another agency’s', async () => {
    const { requests: requestStream, events } = streamNames(stack.jurisdiction);
    const replies = ['court', 'audit'].map((agency) => repliesStream(stack.jurisdiction, agency));
    const calls = [
      'INFO', 'STREAM.NAMES', 'STREAM.LIST',
      ...[requestStream, events, ...replies].flatMap((stream) => ['INFO', 'DELETE', 'PURGE', 'UPDATE', 'MSG.GET', 'MSG.DELETE', 'SNAPSHOT'].map((what) => `STREAM.${what}.${stream}`)),
      `CONSUMER.MSG.NEXT.${requestStream}.agency-audit`, `CONSUMER.INFO.${requestStream}.agency-audit`, `CONSUMER.DELETE.${requestStream}.agency-court`, `CONSUMER.DURABLE.CREATE.${requestStream}.agency-court`,
      `CONSUMER.MSG.NEXT.${replies[0]}.coordinator`, `CONSUMER.DELETE.${replies[0]}.coordinator`, `CONSUMER.MSG.NEXT.${events}.notifier`,
    ];
    const subjects = ['$JS.API', 'JS.HUB.API'].flatMap((prefix) => calls.map((call) => `${prefix}.${call}`));
    const answers = await Promise.all(subjects.map(async (subject) => ((await court.isRefused(subject, '{}')) ? undefined : subject)));
    expect(answers.filter((answered) => answered !== undefined)).toEqual([]);
    expect((await streams.consumers.info(requestStream, 'agency-audit')).num_redelivered).toBe(0);
  }, 60_000);

  it('publishes in nobody else’s name, by no subject, no reply subject and no envelope', async () => {
    const dead = await figure(/^hub_messages_total\{.*outcome="dead-lettered"/);
    const audit = replySubject(stack.jurisdiction, 'audit');
    expect(await court.isRefused(audit, court.seal('resync', { reason: 'asked' }))).toBe(true);
    for (const call of ['INFO', 'MSG.NEXT']) await court.askAndPointTo(audit, `JS.HUB.API.CONSUMER.${call}.REQUESTS_${stack.jurisdiction}.agency-court`);
    await becomesDead('seal.source-differs', court.seal('resync', { reason: 'asked' }, { source: 'audit' }));
    await eventually('all that audit sent is handled', () => stored('audit'), (count) => count === 0, WITHIN_MS);
    // What the server or the court had written there would be one more.
    expect(await figure(/^hub_messages_total\{.*outcome="dead-lettered"/)).toBe(dead + 1);
  }, 60_000);

  it('gets nothing by splicing: neither by parts of two messages nor by another’s request', async () => {
    const [one, two] = [1, 2].map(() => court.seal('verdict', court.verdict(request)).split('.')) as [string[], string[]];
    await becomesDead('seal.does-not-open', [...one.slice(0, 3), ...two.slice(3)].join('.'));
    const ofAudit = (await requests()).find(({ agency }) => agency === 'audit')?.requestId ?? '';
    await court.publish(court.seal('verdict', court.verdict(request, { requestId: ofAudit })));
    await court.publish(court.seal('verdict', court.verdict(request, { requestHash: 'A'.repeat(43) })));
    await eventually('both are done with', () => stored('court'), (count) => count === 0, WITHIN_MS);
    expect(await whatIsOnRecord()).toBe(before);
  }, 60_000);

  it('gets nothing by what is malformed or oversized', async () => {
    await becomesDead('seal.malformed', '{"code":"CLEAR"}');
    await becomesDead('message.malformed', court.seal('verdict', { requestId } as never));
    await becomesDead('message.type-unknown', court.seal('resync', { reason: 'asked' }, { type: 'lianshen.other.v1' }));
    await becomesDead('message.too-large', 'x'.repeat(300_000));
    await becomesDead('message.too-many-lines', Array.from({ length: 101 }, () => 'x').join('\n'));
    await expect(court.publish('x'.repeat(950_000))).rejects.toThrow();
  }, 120_000);

  it('fills its own stream by a flood and nothing else: the others’ answers are filed while its backlog stands', async () => {
    const flood = async (count: number, content: (n: number) => string) => {
      let refused = 0;
      for (let sent = 0; sent < count; sent += 20) {
        const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => court.publish(content(sent + n))));
        refused += outcomes.filter(({ status }) => status === 'rejected').length;
      }
      return refused;
    };
    await flood(GARBAGE, (n) => `garbage ${n}`);
    expect(await flood(LARGE, () => 'x'.repeat(LARGE_BYTES))).toBeGreaterThan(0);
    await eventually('it is slowed', () => figure(/^hub_senders_slow[ {]/), (slow) => slow === 1, 60_000);
    expect(await figure(/^hub_senders_slowed_total\{.*sender="court"/)).toBe(1);
    for (const agency of ['discipline', 'procuratorate', 'audit', 'petitions']) {
      const staff = new AgencyStaff(stack, agency);
      const item = (await staff.list())[0]?.requestId ?? '';
      await staff.answer(item, await staff.clearForm(item));
      await eventually(`the answer of ${agency} is filed`, async () => (await hub.readCase(caseId)).requests.find((each) => each.agency === agency)?.verdict?.code, (code) => code === 'CLEAR', WITHIN_MS);
    }
    expect(await stored('court')).toBeGreaterThan(GARBAGE / 2);
    expect(await figure(/^hub_dead_letters[ {]/)).toBeLessThanOrEqual(1_000);
    expect((await hub.readCase(caseId)).requests.find(({ agency }) => agency === 'court')?.verdict).toBeNull();
  }, 180_000);

  it('changes nothing by a replay, once its stream was cleared and its own valid answer counts', async () => {
    await streams.streams.purge(repliesStream(stack.jurisdiction, 'court'));
    const line = court.seal('verdict', court.verdict(request));
    await court.publish(line);
    await eventually('its own answer counts', async () => (await hub.readCase(caseId)).status, (status) => status === 'cleared', 120_000);
    const told = (await hub.timeline(caseId)).length;
    for (let times = 0; times < 5; times++) await court.publish(line);
    await eventually('the replays are done with', () => stored('court'), (count) => count === 0, 120_000);
    expect((await hub.timeline(caseId)).length).toBe(told);
    await stack.restart('agency-court');
    expect((await hub.verifyLedgers()).filter(({ intact }) => !intact)).toEqual([]);
  }, 300_000);
});
