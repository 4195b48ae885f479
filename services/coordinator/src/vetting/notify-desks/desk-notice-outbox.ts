import { Inject, Injectable } from '@nestjs/common';
import { COORDINATOR, toIso } from '@lianshen/contracts/kernel';
import { BATCHED_ITEMS_MAX, DESK_NOTICES_TYPE, deskNoticeSubject, type DeskNotice, type DeskNotices } from '@lianshen/contracts/messages';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import type { Commit } from '@lianshen/platform/ledger';
import { Gathered, Publisher } from '@lianshen/platform/messaging';
import { sha256 } from '@lianshen/platform/sealing';
import { ENVIRONMENT, type CoordinatorEnvironment } from '../../environment.js';
import type { CaseEvent, CaseState } from '../domain/index.js';
import { noticesOfCommit } from './notices-of-commit.js';

/** Nobody reads an inbox faster than this; under load the notices of many cases share one message. */
const GATHER_MS = 200;
const COMMITS_MAX = 40;
const NOTIFIER = 'notifier';

/** Tells the notifier what the desks of agencies want to know. The notifier bears what comes twice. */
@Injectable()
export class DeskNoticeOutbox {
  private readonly gathered: Gathered<readonly DeskNotice[]>;

  constructor(
    @Inject(Publisher) private readonly publisher: Publisher,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: CoordinatorEnvironment,
  ) {
    this.gathered = new Gathered((_, commits) => this.publishAll(commits.flat()), { waitMs: GATHER_MS, groupMax: COMMITS_MAX });
  }

  /** Resolves when the server has stored what this commit has to tell. */
  async announce(state: CaseState, events: readonly CaseEvent[], commit: Commit): Promise<void> {
    const notices = noticesOfCommit(state, events, commit);
    if (notices.length > 0) await this.gathered.add(NOTIFIER, notices);
  }

  private async publishAll(notices: readonly DeskNotice[]): Promise<void> {
    for (let from = 0; from < notices.length; from += BATCHED_ITEMS_MAX) await this.publish(notices.slice(from, from + BATCHED_ITEMS_MAX));
  }

  private publish(notices: DeskNotice[]): Promise<void> {
    const data: DeskNotices = { notices };
    // Of everything in it: a group that is put together anew after a fault is another message.
    const id = sha256(notices.map(({ requestId, seq, fact }) => `${requestId}.${seq}.${fact}`).join('\n'));
    return this.publisher.publish({
      subject: deskNoticeSubject(this.environment.JURISDICTION),
      messageId: id,
      ce: { id, type: DESK_NOTICES_TYPE, source: COORDINATOR, time: toIso(this.clock.now()) },
      content: JSON.stringify(data),
    });
  }
}
