import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { ApproveManyBody, type ManyApproved } from '@lianshen/contracts/api';
import { JsonBody, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { ForStaff } from '../staff.js';
import { ApproveMany } from './approve-many.js';

@Controller('api/approvals')
export class ApproveManyController {
  constructor(@Inject(ApproveMany) private readonly many: ApproveMany) {}

  /** A second person signs a whole bundle, or a chosen set of waiting answers; each item has its own outcome. */
  @Post()
  @HttpCode(200)
  @ForStaff('approveMany')
  @JsonBody()
  approve(@Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<ManyApproved> {
    return this.many.approve(validated(ApproveManyBody, body), idempotencyKey, person);
  }
}
