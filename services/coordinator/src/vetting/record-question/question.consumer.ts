import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { Result } from '@lianshen/contracts/kernel';
import type { Barren, Inbound } from '@lianshen/platform/messaging';
import { recordQuestion } from '../domain/index.js';
import { NonAnswers } from '../non-answers.js';
import { CaseOutbox } from '../send-requests/case-outbox.js';

@Controller()
export class QuestionConsumer {
  constructor(
    @Inject(NonAnswers) private readonly nonAnswers: NonAnswers,
    @Inject(CaseOutbox) private readonly outbox: CaseOutbox,
  ) {}

  /** Stops the agency's clock; asked again after the answer went out, the answer goes out again. */
  @EventPattern<string>('need-more')
  needMore(@Payload() message: Inbound<'need-more'>): Promise<Result<Barren | undefined>> {
    return this.nonAnswers.record(message, message.data.question, recordQuestion, async (request) => {
      await this.outbox.supplementsAgain(request);
      await this.outbox.deadlineAgain(request);
    });
  }
}
