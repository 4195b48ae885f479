import { Inject, Injectable } from '@nestjs/common';
import { COORDINATOR, toIso, type Instant } from '@lianshen/contracts/kernel';
import { BATCHED_ITEMS_MAX, DESK_NOTICES_TYPE, deskNoticeSubject, type CoordinatorNotice, type DeskNotices } from '@lianshen/contracts/messages';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import type { Commit } from '@lianshen/platform/ledger';
import { Gathered, Publisher } from '@lianshen/platform/messaging';
import { sha256 } from '@lianshen/platform/sealing';
import { ENVIRONMENT, type CoordinatorEnvironment } from '../../environment.js';
import type { CaseEvent, CaseState } from '../domain/index.js';
import { factsOfCommit, noticesOfCommit } from './notices-of-commit.js';

/** Nobody reads an inbox faster than this; under load the notices of many cases share one message. */
const GATHER_MS = 200;
const COMMITS_MAX = 40;
const NOTIFIER = 'notifier';

/** Tells the notifier what the desks of agencies want to know. The notifier bears what comes twice. */
@Injectable()
export class DeskNoticeOutbox {
  private readonly gathered: Gathered<DeskNotices>;

  constructor(
    @Inject(Publisher) private readonly publisher: Publisher,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: CoordinatorEnvironment,
  ) {
    this.gathered = new Gathered((_, commits) => this.publishAll(commits), { waitMs: GATHER_MS, groupMax: COMMITS_MAX });
  }

  /** Resolves when the server has stored what this commit has to tell. */
  async announce(state: CaseState, events: readonly CaseEvent[], commit: Commit): Promise<void> {
    const told = { notices: noticesOfCommit(state, events, commit), facts: factsOfCommit(state, events, commit) };
    if (told.notices.length + told.facts.length > 0) await this.gathered.add(NOTIFIER, told);
  }

  /** Tells the auditors that somebody read of a case without a task, and neither who nor what: that is on record. */
  async readWithoutTask({ caseId, batchId }: Pick<CaseState, 'caseId' | 'batchId'>, { seq, at }: Pick<Commit, 'seq' | 'at'>): Promise<void> {
    await this.gathered.add(NOTIFIER, { notices: [], facts: [{ caseId, batchId, seq, fact: 'read-without-task', at: toIso(at) }] });
  }

  /** Tells the coordinator's desk that an alarm of a case did not do what was due. */
  async alarmMissing(of: Pick<CoordinatorNotice, 'caseId' | 'batchId' | 'seq'>, at: Instant): Promise<void> {
    await this.gathered.add(NOTIFIER, { notices: [], facts: [{ ...of, fact: 'alarm-missing', at: toIso(at) }] });
  }

  private async publishAll(commits: readonly DeskNotices[]): Promise<void> {
    const notices = commits.flatMap((each) => each.notices);
    const facts = commits.flatMap((each) => each.facts);
    for (let from = 0; from < Math.max(notices.length, facts.length); from += BATCHED_ITEMS_MAX) {
      await this.publish({ notices: notices.slice(from, from + BATCHED_ITEMS_MAX), facts: facts.slice(from, from + BATCHED_ITEMS_MAX) });
    }
  }

  private publish(data: DeskNotices): Promise<void> {
    const content = JSON.stringify(data);
    // Of everything in it: a group that is put together anew after a fault is another message.
    const id = sha256(content);
    return this.publisher.publish({
      subject: deskNoticeSubject(this.environment.JURISDICTION),
      messageId: id,
      ce: { id, type: DESK_NOTICES_TYPE, source: COORDINATOR, time: toIso(this.clock.now()) },
      content,
    });
  }
}
