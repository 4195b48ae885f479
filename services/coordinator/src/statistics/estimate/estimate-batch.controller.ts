import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { EstimateView } from '@lianshen/contracts/api';
import { BatchId } from '@lianshen/contracts/kernel';
import { Refused, validated } from '@lianshen/platform/http';
import { Costly, RightTo } from '@lianshen/platform/identity';
import { BatchStreams } from '../../intake/batches/batch-streams.js';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { Estimates } from './estimates.js';

@Controller('api/batches/:batchId/estimate')
export class EstimateBatchController {
  constructor(
    @Inject(BatchStreams) private readonly batches: BatchStreams,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(Estimates) private readonly estimates: Estimates,
  ) {}

  /** When the agencies of the policy of a batch would answer, each of them asked or not. */
  @Get()
  @RightTo('estimateBatch')
  @Costly()
  async estimate(@Param('batchId') id: string): Promise<EstimateView> {
    const batchId = validated(BatchId, id);
    const { state } = await this.batches.peek(batchId);
    if (!state.opened) throw new Refused({ code: 'batch.unknown', params: {} });
    const policy = await this.policies.getPinned(state.policyHash);
    return this.estimates.of(policy, policy.agencies.map(({ agency }) => agency));
  }
}
