import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { LAYOUT, WORK_ITEM, workItemOf, type WorkItem, type WorkItems } from '../views/work-item.model.js';
import { ItemStreams } from './item-streams.js';
import { ItemMarks } from './search-items/item-marks.js';

const PAGE = 200;

/** Rows that an earlier version of this process wrote are made anew from their ledger, once, so that they are found in every part of the worklist. */
@Injectable()
export class RefoldRows {
  constructor(
    @InjectModel(WORK_ITEM) private readonly rows: WorkItems,
    @Inject(ItemStreams) private readonly items: ItemStreams,
    @Inject(ItemMarks) private readonly marks: ItemMarks,
  ) {}

  /** @returns how many were made anew: of a row that changed meanwhile another commit has taken care. */
  async refold(): Promise<number> {
    for (let [made, after] = [0, '']; ; ) {
      const page = await this.rows.find({ _id: { $gt: after }, layout: { $ne: LAYOUT } }, { seq: 1 }).sort({ _id: 1 }).limit(PAGE).lean<Pick<WorkItem, '_id' | 'seq'>[]>().exec();
      for (const row of page) made += await this.one(row);
      const last = page.at(-1);
      if (!last || page.length < PAGE) return made;
      after = last._id;
    }
  }

  private async one({ _id, seq }: Pick<WorkItem, '_id' | 'seq'>): Promise<number> {
    const { state, seq: newest, at } = await this.items.load(_id);
    if (newest !== seq) return 0;
    const row = workItemOf(_id, state, { seq, changedAt: at, marks: await this.marks.ofRequest(_id, state.requestJws) });
    return (await this.rows.collection.replaceOne({ _id: _id as never, seq }, row)).modifiedCount;
  }
}
