import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { ok, type Result } from '@lianshen/contracts/kernel';
import type { DeskNotices } from '@lianshen/contracts/messages';
import { noticeForAgency, noticesOfCase } from '../rules/notices-for-desks.js';
import { NoticeIntake } from './notice-intake.js';

@Controller()
export class NoticesConsumer {
  constructor(@Inject(NoticeIntake) private readonly intake: NoticeIntake) {}

  /** Facts of requests for the desks of their agencies, and of cases for the coordinator's. */
  @EventPattern<string>('desk-notices')
  async take(@Payload() { notices, facts }: DeskNotices): Promise<Result<void>> {
    await this.intake.take([...notices.map(noticeForAgency), ...facts.flatMap(noticesOfCase)]);
    return ok(undefined);
  }
}
