import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { streamName, type SeenHeads } from '@lianshen/platform/ledger';
import { WORK_ITEM, type WorkItems } from './views/work-item.model.js';

/** How far the worklist has seen each item: a ledger whose newest commits were cut off is behind it. */
@Injectable()
export class ItemHeads implements SeenHeads {
  constructor(@InjectModel(WORK_ITEM) private readonly items: WorkItems) {}

  async *heads(): AsyncGenerator<{ stream: string; seq: number }> {
    for await (const item of this.items.find({}, { seq: 1 }).lean<{ _id: string; seq: number }[]>().cursor()) {
      yield { stream: streamName('item', item._id), seq: item.seq };
    }
  }
}
