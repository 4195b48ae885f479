import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { SearchItemsBody, type FoundItems } from '@lianshen/contracts/api';
import { withoutBlanks } from '@lianshen/contracts/identity';
import { JsonBody, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { WORK_ITEM, type WorkItem, type WorkItems } from '../../views/work-item.model.js';
import { ItemLines } from '../list-items/item-lines.js';
import { ForStaff } from '../staff.js';
import { ItemMarks } from './item-marks.js';

@Controller('api/items/searches')
export class SearchItemsController {
  constructor(
    @InjectModel(WORK_ITEM) private readonly rows: WorkItems,
    @Inject(ItemMarks) private readonly marks: ItemMarks,
    @Inject(ItemLines) private readonly lines: ItemLines,
  ) {}

  /** Finds items by a whole value: of a name, an identity number or a post, or by the number of a case or a request. */
  @Post()
  @HttpCode(200)
  @ForStaff('searchItems')
  @JsonBody()
  async search(@Body() body: unknown, @SignedIn() person: Person): Promise<FoundItems> {
    const { text, limit } = validated(SearchItemsBody, body);
    const found = await this.find(text, limit + 1);
    return { items: await this.lines.describe(found.slice(0, limit), person, 'searchItems'), more: found.length > limit };
  }

  private async find(text: string, limit: number): Promise<WorkItem[]> {
    const number = withoutBlanks(text).toLowerCase();
    const byMark = { marks: { $in: [...(await this.marks.ofText(text))] } };
    // Ids of its requests begin with the case and a full stop; the slash is the next character after that.
    const byNumber = number.includes('.') ? { _id: number } : { _id: { $gt: `${number}.`, $lt: `${number}/` } };
    const pages = await Promise.all([byMark, byNumber].map((filter) => this.rows.find(filter as never).sort({ dueAt: 1, _id: 1 }).limit(limit).lean<WorkItem[]>().exec()));
    return [...new Map(pages.flat().map((row) => [row._id, row])).values()].slice(0, limit);
  }
}
