import { Inject, Injectable } from '@nestjs/common';
import { CaseChanged } from '@lianshen/contracts/api';
import { casesChangedSubject } from '@lianshen/contracts/messages';
import { Announcements, type Nats } from '@lianshen/platform/messaging';
import { NATS, Shutdown } from '@lianshen/platform/process';
import { ENVIRONMENT, type CoordinatorEnvironment } from '../../environment.js';

/** Tells every replica that cases have changed, for people who look on. */
@Injectable()
export class ChangedCases {
  private readonly announcements: Announcements<CaseChanged>;

  constructor(@Inject(NATS) nats: Nats, @Inject(ENVIRONMENT) { JURISDICTION }: CoordinatorEnvironment, @Inject(Shutdown) shutdown: Shutdown) {
    this.announcements = new Announcements(nats, casesChangedSubject(JURISDICTION), (content) => CaseChanged.array().parse(content));
    shutdown.add('work', async () => this.announcements.end());
  }

  /** That there is something new of a case to see. */
  tell(change: CaseChanged): void {
    this.announcements.announce(change.caseId, change);
  }

  /** @returns how to stop listening. */
  listen(listener: (changes: readonly CaseChanged[]) => void): () => void {
    return this.announcements.listen(listener);
  }
}
