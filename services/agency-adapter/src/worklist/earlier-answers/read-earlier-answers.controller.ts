import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { EarlierAnswers as EarlierAnswersView } from '@lianshen/contracts/api';
import { RequestId } from '@lianshen/contracts/kernel';
import { validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { ItemReader } from '../read-item/item-reader.js';
import { ForStaff } from '../staff.js';
import { EarlierAnswers } from './earlier-answers.js';

@Controller('api/items/:requestId/earlier-answers')
export class ReadEarlierAnswersController {
  constructor(
    @Inject(ItemReader) private readonly reader: ItemReader,
    @Inject(EarlierAnswers) private readonly earlier: EarlierAnswers,
  ) {}

  /** What this agency answered before about the person of the item. */
  @Get()
  @ForStaff('readEarlierAnswers')
  async read(@Param('requestId') id: string, @SignedIn() person: Person): Promise<EarlierAnswersView> {
    return this.earlier.of(await this.reader.get(validated(RequestId, id), person, 'readEarlierAnswers'), person);
  }
}
