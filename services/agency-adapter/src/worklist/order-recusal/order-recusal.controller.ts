import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { OrderRecusalBody } from '@lianshen/contracts/api';
import { RequestId } from '@lianshen/contracts/kernel';
import { JsonBody, orRefused, readIdempotencyKey, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { DeclarationStreams, recuseStaff } from '@lianshen/platform/recusal';
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
  @HttpCode(204)
  @ForStaff('orderRecusal')
  @JsonBody()
  async order(@Param('requestId') id: string, @Body() body: unknown, @Headers('idempotency-key') key: string | undefined, @SignedIn() person: Person): Promise<void> {
    const { person: staff, reason } = validated(OrderRecusalBody, body);
    const cause = `order ${readIdempotencyKey(key)}`;
    const { state, acting } = await this.reader.get(validated(RequestId, id), person, 'orderRecusal');
    const { batch, caseId } = matterOf(state);
    const isHead = !acting.roles.includes('agencyHead');
    const command = { person: { ...staff, isHead }, caseId, ground: 'ordered', source: 'ordered', by: person.sub, reason } as const;
    orRefused(await this.declarations.execute(batch, { cause, actor: { kind: 'person', id: person.sub }, decide: (declared) => recuseStaff(declared, command) }));
  }
}
