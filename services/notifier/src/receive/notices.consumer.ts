import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { ok, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent, DeskNotices } from '@lianshen/contracts/messages';
import { noticeForAgency, noticeForCoordinator } from '../rules/notices-for-desks.js';
import { NoticeIntake } from './notice-intake.js';

@Controller()
export class NoticesConsumer {
  constructor(@Inject(NoticeIntake) private readonly intake: NoticeIntake) {}

  /** Facts of requests, for the desks of their agencies. */
  @EventPattern<string>('desk-notices')
  async forDesks(@Payload() { notices }: DeskNotices): Promise<Result<void>> {
    await this.intake.take(notices.map(noticeForAgency));
    return ok(undefined);
  }

  /** A fact of a case, for the coordinator's desk. */
  @EventPattern<string>('case-event')
  async forCoordinator(@Payload() fact: CaseEvent): Promise<Result<void>> {
    const notice = noticeForCoordinator(fact);
    await this.intake.take(notice ? [notice] : []);
    return ok(undefined);
  }
}
