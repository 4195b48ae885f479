import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { AnswerManyBody, type ManyAnswered } from '@lianshen/contracts/api';
import { JsonBody, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { ForStaff } from '../staff.js';
import { AnswerMany } from './answer-many.js';

@Controller('api/bundles')
export class AnswerManyController {
  constructor(@Inject(AnswerMany) private readonly many: AnswerMany) {}

  /** A clerk answers all clear but these; each item has its own outcome. */
  @Post()
  @HttpCode(200)
  @ForStaff('answerMany')
  @JsonBody()
  answer(@Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<ManyAnswered> {
    return this.many.answer(validated(AnswerManyBody, body), idempotencyKey, person);
  }
}
