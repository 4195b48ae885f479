import { Controller, Get, Inject } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { COUNTED_MAX, DueSpan, type WorklistCounts } from '@lianshen/contracts/api';
import { toIso } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { Delegations } from '../../delegations/delegations.js';
import { WORK_ITEM, type WorkItems } from '../../views/work-item.model.js';
import { dueBoundsAt } from '../list-items/due-spans.js';
import { filterOf } from '../list-items/filter-of.js';
import { ForStaff } from '../staff.js';

const STATES = {
  open: { status: 'open' },
  unassigned: { unassigned: true },
  mine: { mine: true },
  toSign: { toSign: true },
  waiting: { status: 'waiting' },
  submitted: { status: 'submitted' },
  rejected: { status: 'rejected' },
  flagged: { flagged: true },
  awaitsSubstitute: { awaitsSubstitute: true },
} as const satisfies Record<keyof WorklistCounts['state'], Parameters<typeof filterOf>[0]>;

@Controller('api/worklist/counts')
export class CountItemsController {
  constructor(
    @InjectModel(WORK_ITEM) private readonly rows: WorkItems,
    @Inject(Delegations) private readonly delegations: Delegations,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How much there is in each part of the worklist, each by its index. */
  @Get()
  @ForStaff('countItems')
  async count(@SignedIn() person: Person): Promise<WorklistCounts> {
    const bounds = dueBoundsAt(this.clock.now());
    const asking = { sub: person.sub, signs: await this.delegations.maySign(person) };
    const ofEach = async <K extends string>(parts: readonly (readonly [K, Parameters<typeof filterOf>[0]])[]) =>
      Object.fromEntries(await Promise.all(parts.map(async ([name, part]) => [name, await this.rows.countDocuments(filterOf(part, asking, bounds), { limit: COUNTED_MAX })] as const))) as Record<K, number>;
    const [due, state] = await Promise.all([ofEach(DueSpan.options.map((span) => [span, { due: span }] as const)), ofEach(Object.entries(STATES) as [keyof typeof STATES, Parameters<typeof filterOf>[0]][])]);
    return { countedMax: COUNTED_MAX, todayUntil: toIso(bounds.todayUntil), soonUntil: toIso(bounds.soonUntil), due, state };
  }
}
