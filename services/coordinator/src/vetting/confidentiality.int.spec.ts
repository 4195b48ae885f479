import { describe, expect, it } from '@jest/globals';
import { toIso, type CaseId } from '@lianshen/contracts/kernel';
import { deskNoticeSubject, DeskNotices, requestSubject, type Verdict } from '@lianshen/contracts/messages';
import { linesOf } from '@lianshen/platform/messaging';
import { startCoordinator, type CoordinatorUnderTest } from '../coordinator.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { CasesUnderTest, MONDAY, OFFICER, SECOND } from './cases.spec-kit.js';
import { ProposeDecisionController } from './decide-together/propose-decision.controller.js';
import { SettleDecisionController } from './decide-together/settle-decision.controller.js';
import { FollowAgencies } from './follow-agencies/follow-agencies.js';
import { WatchDeadlines } from './overdue/watch-deadlines.js';
import { ResendRequests } from './send-requests/resend-requests.js';
import { WithdrawCaseController } from './withdraw-case/withdraw-case.controller.js';

const CLERK = { id: 'clerk', name: '试例经办' };
const WORDING: Readonly<Record<string, string>> = { court: '列入失信', procuratorate: '已起诉' };
const OBJECTION = { code: 'OBJECT', findings: [{ facts: '试例', basis: '试例第一条', evidenceLevel: 'verified', heard: 'not-heard' }] } as const satisfies Partial<Verdict>;
/** The agency that watches: it is asked, it does not answer before the end comes, and it did not flag. */
const WATCHING = 'audit';

/** What the watching agency got: each message opened, with its size and that of the NATS message around it, in order. */
interface Seen {
  readonly messages: readonly string[];
  readonly notices: readonly string[];
}

const MINUTE = 60_000;
/** Beats are 15 minutes long: a case that stops from ten o'clock on is recalled at half past ten. */
const AFTER_BEAT = MONDAY + 40 * MINUTE;

/** Ids, nonces and hashes of a run are its own; they have one length, so sizes are compared as they are. */
const withoutIds = (text: string, caseId: CaseId): string => withoutPlace(text).replaceAll(caseId, 'CASE').replace(/"(nonce|batch|requestHash|verdictHash)":"[^"]*"/g, '"$1":"X"').replace(/filed\.[A-Za-z0-9_-]{43}/g, 'filed.X');

/** The place of a case within its beat follows from its id. */
const withoutPlace = (text: string): string => text.replace(/"(time|at)":"2026-11-23T02:30:[0-9.]*Z"/g, '"$1":"BEAT"');

class Watched {
  private readonly messages: string[] = [];
  private readonly notices: string[] = [];
  private readonly ids = new Set<string>();
  readonly cases: CasesUnderTest;

  private constructor(readonly hub: CoordinatorUnderTest) {
    this.cases = new CasesUnderTest(hub);
  }

  static async during(run: (watched: Watched) => Promise<Seen>): Promise<Seen> {
    const watched = await Watched.start();
    try {
      return await run(watched);
    } finally {
      await watched.hub.stop();
    }
  }

  private static async start(): Promise<Watched> {
    const watched = new Watched(await startCoordinator(MONDAY));
    const { hub } = watched;
    hub.nats.connection.subscribe(requestSubject(hub.environment.JURISDICTION, WATCHING), { callback: (_, { data, headers }) => watched.take(new TextDecoder().decode(data), headers?.get('Nats-Msg-Id') ?? '') });
    hub.nats.connection.subscribe(deskNoticeSubject(hub.environment.JURISDICTION), {
      callback: (_, { data }) => {
        const { notices } = DeskNotices.parse(JSON.parse(new TextDecoder().decode(data)));
        // The number of the commit stays with the notifier; its inbox counts for itself.
        for (const { seq: _seq, ...notice } of notices) if (notice.agency === WATCHING) watched.note(JSON.stringify(notice));
      },
    });
    await hub.nats.connection.flush();
    return watched;
  }

  /** A fact that is told again stands in an inbox once. */
  private note(notice: string): void {
    if (!this.notices.includes(notice)) this.notices.push(notice);
  }

  /** What is relayed a second time has the same id, and the server stores it once. */
  private take(content: string, id: string): void {
    if (this.ids.has(id)) return;
    this.ids.add(id);
    for (const line of linesOf(content)) {
      const { envelope } = this.hub.agencies[WATCHING]!.open(line);
      this.messages.push(JSON.stringify({ at: toIso(this.hub.clock.now()), lines: linesOf(content).length, bytes: line.length, envelope }));
    }
  }

  /** Waits until the watching agency got so many messages. */
  got(count: number): Promise<unknown> {
    return eventually(`${count} messages`, async () => this.messages.length, (length) => length >= count);
  }

  async flag(caseId: CaseId, agency: string): Promise<void> {
    await this.cases.send(agency, await this.cases.verdictOf(caseId, agency, { ...OBJECTION, category: WORDING[agency] ?? '' }));
    await this.cases.when(caseId, 'halted', ({ status }) => status === 'halted');
  }

  /** The beat comes, and a round time after it. */
  async recall(caseId: CaseId): Promise<void> {
    const before = this.messages.length;
    await this.cases.recall(caseId);
    await this.got(before + 1);
    this.hub.clock.moveTo(AFTER_BEAT);
  }

  withdraw(caseId: CaseId): Promise<object> {
    return this.hub.application.get(WithdrawCaseController).withdraw(caseId, { reason: '推荐单位撤回' }, this.cases.key(), OFFICER);
  }

  /** Two persons close the flag and lift the halt. */
  async resume(caseId: CaseId, agency: string): Promise<void> {
    for (const [index, body] of [{ kind: 'close-flag', agency }, { kind: 'resume' }].entries()) {
      await this.hub.application.get(ProposeDecisionController).propose(caseId, { ...body, reason: '查无实据' }, this.cases.key(), OFFICER);
      await this.hub.application.get(SettleDecisionController).confirm({ caseId, number: String(index + 1) }, this.cases.key(), SECOND);
    }
  }

  async ask(caseId: CaseId): Promise<void> {
    const { requests } = await this.cases.load(caseId);
    await this.hub.agencies[WATCHING]!.send('need-more', { requestId: requests[WATCHING]?.requestId ?? '', number: 1, clerk: CLERK, question: '曾用名？' });
  }

  /** Half an hour goes by from the opening, minute by minute with all the work that repeats. The agency asks for more, and for its requests again. */
  async halfAnHour(caseId: CaseId, minuteOfEnd: number, end: () => Promise<unknown>): Promise<void> {
    const { application, clock, nats } = this.hub;
    for (let minute = 1; minute < 30; minute++) {
      clock.moveTo(MONDAY + minute * MINUTE);
      if (minute === minuteOfEnd) await end();
      if (minute === 20) await this.askAndWait(caseId);
      if (minute === 25) await this.resync();
      await application.get(ResendRequests).resendUnacknowledged();
      await application.get(WatchDeadlines).ring(caseId);
      await application.get(FollowAgencies).run();
      await nats.connection.flush();
    }
  }

  private async askAndWait(caseId: CaseId): Promise<void> {
    await this.ask(caseId);
    await this.cases.when(caseId, 'the question', ({ requests }) => requests[WATCHING]?.waiting !== undefined);
  }

  private async resync(): Promise<void> {
    const before = this.messages.length;
    await this.hub.agencies[WATCHING]!.send('resync', { reason: 'store-empty' });
    await this.got(before + 1);
  }

  /** All that it can ask for after the end: an answer to a question, and what became of a late verdict. */
  async askEverything(caseId: CaseId): Promise<void> {
    const before = this.messages.length;
    await this.ask(caseId);
    await this.got(before + 1);
    await this.cases.send(WATCHING, await this.cases.verdictOf(caseId, WATCHING));
    await this.got(before + 2);
  }

  /** All that it got, once the notifier was told so much for its desk. */
  async seen(caseId: CaseId, notices: number): Promise<Seen> {
    await eventually('the notices', async () => this.notices.length, (length) => length >= notices);
    return { messages: this.messages.map((each) => withoutIds(each, caseId)), notices: this.notices.map((each) => withoutIds(each, caseId)) };
  }
}

/** A case in which one agency flags while three have not answered, to its end. */
const runFlaggedBy = (agency: string): Promise<Seen> => Watched.during(async (watched) => {
  const caseId = await watched.cases.open('officer');
  await watched.cases.answer(caseId, 'CLEAR', 'discipline');
  await watched.flag(caseId, agency);
  await watched.recall(caseId);
  await watched.resume(caseId, agency);
  await watched.got(3);
  return watched.seen(caseId, 3);
});

/** The same case up to what ends it, and the watching agency asks all that it can. */
const runEndedBy = (end: (watched: Watched, caseId: CaseId) => Promise<unknown>): Promise<Seen> => Watched.during(async (watched) => {
  const caseId = await watched.cases.open('officer');
  await watched.cases.answer(caseId, 'CLEAR', 'discipline');
  await end(watched, caseId);
  await watched.recall(caseId);
  await watched.askEverything(caseId);
  return watched.seen(caseId, 2);
});

/** The same case again, ended at some minute, and half an hour until its beat; what the agency got by then and at the beat. */
const runEndedAt = (minute: number, end?: (watched: Watched, caseId: CaseId) => Promise<unknown>): Promise<Seen> => Watched.during(async (watched) => {
  const caseId = await watched.cases.open('officer');
  await watched.cases.answer(caseId, 'CLEAR', 'discipline');
  await watched.halfAnHour(caseId, minute, async () => end?.(watched, caseId));
  if (end) await watched.recall(caseId);
  return watched.seen(caseId, end ? 2 : 1);
});

describe('what an agency gets', () => {
  it('is the same whichever other agency flagged: messages, sizes, counts, order and notices, through the halt and the resumption', async () => {
    const one = await runFlaggedBy('court');
    const other = await runFlaggedBy('procuratorate');
    expect(one.messages).toHaveLength(3);
    expect(other).toEqual(one);
    expect(JSON.stringify(one)).not.toMatch(/court|procuratorate/);
  }, 30_000);

  it('is the same after a halt and after a withdrawal, also where it asks and answers late', async () => {
    const byCourt = await runEndedBy((watched, caseId) => watched.flag(caseId, 'court'));
    const byProcuratorate = await runEndedBy((watched, caseId) => watched.flag(caseId, 'procuratorate'));
    const withdrawn = await runEndedBy((watched, caseId) => watched.withdraw(caseId));
    expect(byCourt.messages).toHaveLength(4);
    expect(byProcuratorate).toEqual(byCourt);
    expect(withdrawn).toEqual(byCourt);
  }, 30_000);

  it('comes at the same moments whoever ends the case at which moment of a span, and until the beat as if nobody had', async () => {
    const byCourt = await runEndedAt(3, (watched, caseId) => watched.flag(caseId, 'court'));
    const byProcuratorate = await runEndedAt(14, (watched, caseId) => watched.flag(caseId, 'procuratorate'));
    const withdrawn = await runEndedAt(9, (watched, caseId) => watched.withdraw(caseId));
    const going = await runEndedAt(3);
    expect(byProcuratorate).toEqual(byCourt);
    expect(withdrawn).toEqual(byCourt);
    expect(byCourt.messages.slice(0, -1)).toEqual(going.messages);
    expect(byCourt.notices.slice(0, -1)).toEqual(going.notices);
    expect(JSON.parse(byCourt.messages.at(-1) ?? '{}')).toMatchObject({ at: 'BEAT', envelope: { id: expect.stringContaining('recall'), time: 'BEAT' } });
    // It was sent its request again meanwhile, so that something would have been missing.
    expect(going.messages.length).toBeGreaterThan(3);
  }, 120_000);
});
