import type { PolicyFigures } from '@lianshen/contracts/api';
import { COORDINATOR } from '@lianshen/contracts/kernel';
import type { CountedBy } from './counted-by.js';
import type { CaseCourse, CaseEnd, HaltFact } from './fact.js';
import { HaltTally } from './halt-tally.js';
import { StageTimes } from './stage-times.js';
import { workedMinutes } from './worked-minutes.js';

/** Counts what became of the cases under one policy. */
export class PolicyTally {
  private readonly screening = new StageTimes();
  private readonly vetting = new StageTimes();
  private readonly release = new StageTimes();
  private readonly halts = new HaltTally();
  private readonly ends: Record<CaseEnd, number> = { cleared: 0, halted: 0, suspended: 0, terminated: 0, withdrawn: 0 };
  private proposed = 0;
  private open = { screening: 0, vetting: 0 };

  constructor(private readonly counted: CountedBy) {}

  addCase({ openedAt, startedAt, end }: CaseCourse): void {
    this.proposed += 1;
    if (end) this.ends[end.by] += 1;
    else this.open[startedAt === null ? 'screening' : 'vetting'] += 1;
    // A case that ended in screening has passed no stage.
    if (startedAt === null && end) return;
    this.screening.add(this.minutes(openedAt, startedAt), startedAt !== null);
    if (startedAt !== null) this.vetting.add(this.minutes(startedAt, end?.at ?? null), end !== null);
  }

  addHalt(halt: HaltFact): void {
    this.halts.add(halt);
    if (halt.endedAt === null || halt.releasedAt !== null) this.release.add(this.minutes(halt.at, halt.releasedAt), halt.releasedAt !== null);
  }

  figures(): PolicyFigures {
    return {
      proposed: this.proposed,
      openInScreening: this.open.screening,
      openInVetting: this.open.vetting,
      screening: this.screening.figures(),
      vetting: this.vetting.figures(),
      ends: { ...this.ends },
      halts: { ...this.halts.figures(), release: this.release.figures() },
    };
  }

  /** @param to null: it lasts still. */
  private minutes(from: number, to: number | null): number {
    const { now, calendarOf } = this.counted;
    return workedMinutes(from, to ?? now, [], calendarOf(COORDINATOR));
  }
}
