import type { AgencyFigures } from '@lianshen/contracts/api';
import { officeMinutes } from '@lianshen/contracts/working-time';
import type { CountedBy } from './counted-by.js';
import type { HaltFact, RequestFact } from './fact.js';
import { HaltTally } from './halt-tally.js';
import { spreadOf } from './spread.js';
import { StageTimes } from './stage-times.js';
import { isDueSoFar, standingOf, type Standing } from './standing.js';
import { workedMinutes } from './worked-minutes.js';

const OPEN: readonly Standing[] = ['not-due', 'paused', 'overdue'];

/** Counts what became of the requests to one agency, and of the halts by its flags. */
export class AgencyTally {
  private readonly standings = new Map<Standing, number>();
  private readonly lateWorkingDays: number[] = [];
  private readonly ages = { open: [] as number[], overdue: [] as number[] };
  private readonly stages = { receipt: new StageTimes(), answer: new StageTimes() };
  private readonly halts = new HaltTally();
  private asked = 0;
  private due = { soFar: 0, onTime: 0 };
  private extended = 0;
  private corrected = 0;
  private recalledOverdue = 0;

  constructor(private readonly counted: CountedBy) {}

  addRequest(request: RequestFact): void {
    const { now } = this.counted;
    const standing = standingOf(request, now);
    this.asked += 1;
    this.standings.set(standing, (this.standings.get(standing) ?? 0) + 1);
    if (isDueSoFar(request, standing, now)) this.due.soFar += 1;
    if (standing === 'on-time' && request.dueAt < now) this.due.onTime += 1;
    if (standing === 'late') this.lateWorkingDays.push(request.lateWorkingDays);
    if (standing === 'recalled' && request.apart && request.dueAt < request.apart.at) this.recalledOverdue += 1;
    if (request.extended) this.extended += 1;
    if (request.versions > 1) this.corrected += 1;
    if (!request.apart) this.time(request, standing);
  }

  addHalt(halt: HaltFact): void {
    this.halts.add(halt);
  }

  private time(request: RequestFact, standing: Standing): void {
    const { issuedAt, receivedAt, answeredAt, agency, pauses } = request;
    const calendar = this.counted.calendarOf(agency);
    const minutes = (from: number, to: number) => workedMinutes(from, to, pauses, calendar);
    // A verdict that comes first is the receipt as well.
    const receipt = receivedAt ?? answeredAt;
    const until = answeredAt ?? this.counted.now;
    this.stages.receipt.add(minutes(issuedAt, receipt ?? until), receipt !== null);
    if (receipt !== null) this.stages.answer.add(minutes(receipt, until), answeredAt !== null);
    if (!OPEN.includes(standing)) return;
    const age = minutes(issuedAt, until) / officeMinutes(calendar.office);
    this.ages.open.push(age);
    if (standing === 'overdue') this.ages.overdue.push(age);
  }

  /** @param rated whether there is a rate: not where the group is of what is open alone. */
  figures(rated: boolean): AgencyFigures {
    const of = (standing: Standing): number => this.standings.get(standing) ?? 0;
    const { soFar, onTime } = this.due;
    return {
      asked: this.asked,
      onTimeRate: rated && soFar > 0 ? rateOf(onTime, soFar) : null,
      dueSoFar: soFar,
      dueOnTime: onTime,
      answeredOnTime: of('on-time'),
      answeredLate: of('late'),
      lateWorkingDays: spreadOf(this.lateWorkingDays),
      openNotDue: of('not-due'),
      openPaused: of('paused'),
      openOverdue: of('overdue'),
      openAge: spreadOf(this.ages.open),
      overdueAge: spreadOf(this.ages.overdue),
      recalled: of('recalled'),
      recalledOverdue: this.recalledOverdue,
      declined: of('declined'),
      reassigned: of('reassigned'),
      waived: of('waived'),
      withheld: of('withheld'),
      extended: this.extended,
      corrected: this.corrected,
      receipt: this.stages.receipt.figures(),
      answer: this.stages.answer.figures(),
      halts: this.halts.figures(),
    };
  }
}

/** Of three decimals. */
const rateOf = (part: number, whole: number): number => Math.round((part / whole) * 1_000) / 1_000;
