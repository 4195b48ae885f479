import { Controller, Get, Inject } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { BundleId, BundleList } from '@lianshen/contracts/api';
import type { RequestId } from '@lianshen/contracts/kernel';
import { WORK_ITEM, type WorkItems } from '../../views/work-item.model.js';
import { ItemStreams } from '../item-streams.js';
import { ForStaff } from '../staff.js';
import { BundleStreams, madeAtOf } from './bundle-streams.js';

const LISTED_MAX = 50;

interface Waiting {
  readonly _id: BundleId;
  readonly waiting: number;
  readonly one: RequestId;
  readonly dueAt: Date | null;
}

@Controller('api/bundles')
export class ListBundlesController {
  constructor(
    @InjectModel(WORK_ITEM) private readonly rows: WorkItems,
    @Inject(ItemStreams) private readonly items: ItemStreams,
    @Inject(BundleStreams) private readonly bundles: BundleStreams,
  ) {}

  /** The bundles of which something waits, the most urgent first. Counted from the rows that wait, so a moment behind. */
  @Get()
  @ForStaff('listBundles')
  async list(): Promise<BundleList> {
    const waiting = await this.rows.aggregate<Waiting>([
      { $match: { bundle: { $exists: true } } },
      { $group: { _id: '$bundle', waiting: { $sum: 1 }, one: { $min: '$_id' }, dueAt: { $min: '$dueAt' } } },
      { $sort: { dueAt: 1, _id: 1 } },
      { $limit: LISTED_MAX + 1 },
    ]);
    return { items: await Promise.all(waiting.slice(0, LISTED_MAX).map((each) => this.describe(each))), more: waiting.length > LISTED_MAX };
  }

  private async describe({ _id: bundleId, waiting, one, dueAt }: Waiting): Promise<BundleList['items'][number]> {
    const [bundle, { state }] = await Promise.all([this.bundles.get(bundleId), this.items.peek(one)]);
    return { bundleId, clerk: { id: bundle.by, name: state.submission?.clerk.name ?? '' }, submittedAt: madeAtOf(bundle), dueAt: dueAt?.toISOString() ?? null, waiting };
  }
}
