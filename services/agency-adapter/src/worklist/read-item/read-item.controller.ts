import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { RequestId } from '@lianshen/contracts/kernel';
import { validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { ForStaff } from '../staff.js';
import { ItemReader } from './item-reader.js';

@Controller('api/items')
export class ReadItemController {
  constructor(@Inject(ItemReader) private readonly reader: ItemReader) {}

  /** One item: what was asked, what the register proposes, the draft, what waits for approval, and its history. */
  @Get(':requestId')
  @ForStaff('readItem')
  async read(@Param('requestId') id: string, @SignedIn() person: Person, @Res({ passthrough: true }) response: Response): Promise<object> {
    const { view, etag } = await this.reader.read(validated(RequestId, id), person);
    response.setHeader('etag', etag);
    return view;
  }
}
