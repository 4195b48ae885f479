import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { OrderRecusalBody, type RecusalRef } from '@lianshen/contracts/api';
import { RequestId } from '@lianshen/contracts/kernel';
import { JsonBody, orRefused, readIdempotencyKey, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { DeclarationStreams, orderRecusal } from '@lianshen/platform/recusal';
import { matterOf } from '../../recusal/item-matters.js';
import { ItemReader } from '../read-item/item-reader.js';
import { ForStaff } from '../staff.js';

@Controller('api/items/:requestId/recusals')
export class OrderRecusalController {
  constructor(
    @Inject(ItemReader) private readonly reader: ItemReader,
    @Inject(DeclarationStreams) private readonly declarations: DeclarationStreams,
  ) {}

  /**
   * Orders a member of staff off the case (指令回避): what was not declared and is known from elsewhere. The head orders staff,
   * the superior the head.
   */
  @Post()
  @HttpCode(200)
  @ForStaff('orderRecusal')
  @JsonBody()
  async order(@Param('requestId') id: string, @Body() body: unknown, @Headers('idempotency-key') key: string | undefined, @SignedIn() person: Person): Promise<RecusalRef> {
    const { person: staff, reason } = validated(OrderRecusalBody, body);
    const cause = `order ${readIdempotencyKey(key)}`;
    const { state, acting } = await this.reader.get(validated(RequestId, id), person, 'orderRecusal');
    const isHead = !acting.roles.includes('agencyHead');
    return orRefused(await orderRecusal(this.declarations, matterOf(state), { staff: { ...staff, isHead }, by: person.sub, reason, cause }));
  }
}
