import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { Result } from '@lianshen/contracts/kernel';
import type { Barren, Inbound } from '@lianshen/platform/messaging';
import { recordDeclined } from '../domain/index.js';
import { NonAnswers } from '../non-answers.js';

@Controller()
export class DeclinedConsumer {
  constructor(@Inject(NonAnswers) private readonly nonAnswers: NonAnswers) {}

  @EventPattern<string>('out-of-scope')
  outOfScope(@Payload() message: Inbound<'out-of-scope'>): Promise<Result<Barren | undefined>> {
    return this.nonAnswers.record(message, message.data.reason, (state, declined) => recordDeclined(state, declined, 'out-of-scope'));
  }

  @EventPattern<string>('recused')
  recused(@Payload() message: Inbound<'recused'>): Promise<Result<Barren | undefined>> {
    return this.nonAnswers.record(message, message.data.reason, (state, declined) => recordDeclined(state, declined, 'recused'));
  }
}
