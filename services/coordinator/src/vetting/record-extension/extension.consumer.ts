import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { Result } from '@lianshen/contracts/kernel';
import type { Barren, Inbound } from '@lianshen/platform/messaging';
import { recordExtension } from '../domain/index.js';
import { NonAnswers } from '../non-answers.js';
import { CaseOutbox } from '../send-requests/case-outbox.js';

@Controller()
export class ExtensionConsumer {
  constructor(
    @Inject(NonAnswers) private readonly nonAnswers: NonAnswers,
    @Inject(CaseOutbox) private readonly outbox: CaseOutbox,
  ) {}

  /** Notes the wish; asked again after the decision, the decision goes out again. */
  @EventPattern<string>('extension-asked')
  extensionAsked(@Payload() message: Inbound<'extension-asked'>): Promise<Result<Barren | undefined>> {
    const until = Date.parse(message.data.until);
    return this.nonAnswers.record(message, message.data.reason, (state, asked) => recordExtension(state, asked, until), (request) => this.outbox.decisionsAgain(request));
  }
}
