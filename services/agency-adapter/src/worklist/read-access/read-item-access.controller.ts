import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { PageQuery, type AccessPage } from '@lianshen/contracts/api';
import { RequestId } from '@lianshen/contracts/kernel';
import { AccessLog, pageOfAccess } from '@lianshen/platform/access';
import { validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { ItemReader } from '../read-item/item-reader.js';
import { ForStaff } from '../staff.js';

@Controller('api/items/:requestId/access')
export class ReadItemAccessController {
  constructor(
    @Inject(ItemReader) private readonly items: ItemReader,
    @Inject(AccessLog) private readonly access: AccessLog,
  ) {}

  /** Who of the agency read of the person of this item, when, which fields, and for which task. */
  @Get()
  @ForStaff('readItemAccess')
  async read(@Param('requestId') id: string, @Query() query: unknown, @SignedIn() person: Person): Promise<AccessPage> {
    const requestId = validated(RequestId, id);
    await this.items.get(requestId, person, 'readItemAccess');
    return pageOfAccess(await this.access.list(requestId), validated(PageQuery, query));
  }
}
