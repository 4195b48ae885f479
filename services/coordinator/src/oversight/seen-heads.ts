import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { streamName, type SeenHeads } from '@lianshen/platform/ledger';
import { CASE_ROW, type CaseRows } from '../views/case-row.model.js';

/** How far the views have seen each case: a ledger whose newest commits were cut off is behind them. */
@Injectable()
export class CaseHeads implements SeenHeads {
  constructor(@InjectModel(CASE_ROW) private readonly rows: CaseRows) {}

  async *heads(): AsyncGenerator<{ stream: string; seq: number }> {
    for await (const row of this.rows.find({}, { seq: 1 }).lean<{ _id: string; seq: number }[]>().cursor()) {
      yield { stream: streamName('case', row._id), seq: row.seq };
    }
  }
}
