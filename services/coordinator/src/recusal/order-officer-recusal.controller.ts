import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { OrderRecusalBody, type RecusalRef } from '@lianshen/contracts/api';
import { CaseId } from '@lianshen/contracts/kernel';
import { JsonBody, orRefused, readIdempotencyKey, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { DeclarationStreams, orderRecusal } from '@lianshen/platform/recusal';
import { CaseStreams } from '../vetting/case-streams.js';
import { permitted } from '../vetting/permitted.js';
import { matterOf } from './case-matters.js';

@Controller('api/cases/:caseId/recusals')
export class OrderOfficerRecusalController {
  constructor(
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(DeclarationStreams) private readonly declarations: DeclarationStreams,
  ) {}

  /** Orders an officer off the case (指令回避). An approver of the coordinator orders officers, the superior orders approvers. */
  @Post()
  @HttpCode(200)
  @RightTo('orderOfficerRecusal')
  @JsonBody()
  async order(@Param('caseId') id: string, @Body() body: unknown, @Headers('idempotency-key') key: string | undefined, @SignedIn() person: Person): Promise<RecusalRef> {
    const caseId = validated(CaseId, id);
    const { person: staff, reason } = validated(OrderRecusalBody, body);
    const cause = `order ${readIdempotencyKey(key)}`;
    const { state } = await this.cases.load(caseId);
    orRefused(permitted(state, person, 'orderOfficerRecusal'));
    const isHead = !person.roles.includes('coordinatorApprover');
    return orRefused(await orderRecusal(this.declarations, matterOf(state), { staff: { ...staff, isHead }, by: person.sub, reason, cause }));
  }
}
