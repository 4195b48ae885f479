import { z } from 'zod';
import { AgencyId, IsoInstant } from '../kernel/index.js';
import { AgencyName } from '../messages/index.js';
import { PolicyName } from './batches.js';

const Count = (what: string) => z.int().min(0).describe(what);
const Day = (what: string) => z.iso.date().describe(`${what}; YYYY-MM-DD by the coordinator's calendar`);

/** Fewer persons than this are no group that is shown outside the coordinator. */
export const PERSONS_MIN = 5;

/** `GET /api/statistics`. */
export const StatisticsQuery = z.strictObject({
  from: Day('first day of the period; absent: of the present calendar quarter').optional(),
  to: Day('last day of the period; absent: of the present calendar quarter').optional(),
  by: z.enum(['whole', 'month', 'quarter']).optional().describe('how the period is cut; absent: whole, and quarter for who sees no small groups'),
  agency: AgencyId.optional().describe('figures of this agency alone, and none of whole cases'),
  policy: PolicyName.optional().describe('figures under this policy alone, all its versions together'),
});
export type StatisticsQuery = z.infer<typeof StatisticsQuery>;

/** `POST /api/statistics/recomputation`: for which period figures are derived anew. */
export const RecomputationQuery = StatisticsQuery.pick({ from: true, to: true });
export type RecomputationQuery = z.infer<typeof RecomputationQuery>;

const amount = (unit: string) => z.number().min(0).nullable().describe(`${unit}; null where nothing is counted`);

const spread = (unit: string) =>
  z.strictObject({
    count: Count('how many are counted'),
    median: amount(`${unit} that half of them do not exceed`),
    p80: amount(`${unit} that four fifths do not exceed`),
    max: amount(`${unit} of the longest`),
  });

export const MinutesSpread = spread('working minutes');
export const DaysSpread = spread('working days');

/** What has passed a stage, and what is in it still: the latter has taken at least so long already. */
export const StageTimes = z.strictObject({
  done: MinutesSpread.describe('what has passed it; pauses left out'),
  open: MinutesSpread.describe('what is in it now, with its age so far; pauses left out'),
});

export const HaltFigures = z.strictObject({
  count: Count('halts in the period, by when the flag came'),
  standing: Count('halts that stand now'),
  cleared: Count('halts whose case was cleared later (halted then cleared): reversals'),
});

export const AgencyFigures = z.strictObject({
  asked: Count('requests whose answer is due in the period, by the due time that holds now; those told apart are among them'),
  onTimeRate: z.number().min(0).max(1).nullable().describe('dueOnTime / dueSoFar; null where nothing has been due yet'),
  dueSoFar: Count('requests whose due time has passed: answered in time, late, or open and overdue; those told apart and those that wait for the coordinator are not among them'),
  dueOnTime: Count('of these, answered in time'),
  answeredOnTime: Count('answered in time, also where the due time lies ahead'),
  answeredLate: Count('answered after the due time'),
  lateWorkingDays: DaysSpread.describe('by how many working days late answers were late'),
  openNotDue: Count('open, due later'),
  openPaused: Count('open, waiting for what the coordinator has to add: no clock runs'),
  openOverdue: Count('open, and the due time has passed: counted as not on time'),
  openAge: DaysSpread.describe('how long open requests have been with the agency, pauses left out; of one decimal'),
  overdueAge: DaysSpread.describe('the same of those that are overdue; of one decimal'),
  recalled: Count('told apart: recalled before an answer; never counted against the agency'),
  recalledOverdue: Count('of these, how many were overdue when they were recalled'),
  declined: Count('told apart: the agency said that it does not answer'),
  reassigned: Count('told apart: given to another agency'),
  waived: Count('told apart: two persons decided to do without'),
  withheld: Count('told apart: kept from the agency'),
  extended: Count('requests for which a person granted more time'),
  corrected: Count('requests whose verdict the agency has corrected'),
  receipt: StageTimes.describe('from issue to receipt, or to the verdict where that came first'),
  answer: StageTimes.describe('from receipt to the first answer'),
  halts: HaltFigures.describe('halts by a flag of this agency'),
});
export type AgencyFigures = z.infer<typeof AgencyFigures>;

const Ends = z.strictObject({
  cleared: Count('joint conclusion'),
  halted: Count('halted by a flag'),
  suspended: Count('suspended by two persons'),
  terminated: Count('terminated by two persons'),
  withdrawn: Count('withdrawn by the nominating side: told apart'),
});

export const PolicyFigures = z.strictObject({
  proposed: Count('cases opened in the period'),
  openInScreening: Count('of these, waiting to be sent out now'),
  openInVetting: Count('of these, still in the vetting that they were first sent into'),
  screening: StageTimes.describe('from proposal to the start of vetting'),
  vetting: StageTimes.describe('from the start of vetting to the first conclusion, halt or other end'),
  ends: Ends.nullable().describe('how the first vetting ended; null where it would tell of a group that is not shown'),
  halts: HaltFigures.extend({ release: StageTimes.describe('from a halt until vetting went on') }).nullable().describe('halts in the period; null where they would tell of a group that is not shown'),
});
export type PolicyFigures = z.infer<typeof PolicyFigures>;

const group = {
  policy: PolicyName,
  period: z.string().nullable().describe('2026-11, 2026-Q4 or 2026-10-01/2026-12-31; null: everything open that lies outside the period, so that nothing open is left out'),
  persons: z.int().min(1).nullable().describe('how many candidates it is about; null where it is suppressed'),
  suppressed: z.boolean().describe('the group is about fewer than 5 persons and not shown to this reader'),
};

const AgencyGroup = z.strictObject({ agency: AgencyId, agencyName: AgencyName.describe('the name that it bears now'), ...group, figures: AgencyFigures.nullable().describe('null where it is suppressed') });
const PolicyGroup = z.strictObject({ ...group, figures: PolicyFigures.nullable().describe('null where it is suppressed') });

/** Figures by agency, policy and period. */
export const StatisticsView = z.strictObject({
  now: IsoInstant.describe('when they were counted: what ages count to; RFC 3339, UTC'),
  from: Day('first day'),
  to: Day('last day'),
  by: z.enum(['whole', 'month', 'quarter']).describe('how the period is cut'),
  restricted: z.boolean().describe('whether the reader is shown no group of fewer than 5 persons, and nothing that tells of one'),
  agencies: z.array(AgencyGroup).describe('by policy, period and agency'),
  policies: z.array(PolicyGroup).describe('of whole cases, by policy and period; none where one agency was asked for'),
});
export type StatisticsView = z.infer<typeof StatisticsView>;

const FigureDifference = z.strictObject({
  group: z.string().describe('policy, period and agency, e.g. standard-five 2026-Q4 court'),
  figure: z.string().describe('path of the figure, e.g. answer.done.median'),
  ledger: z.number().nullable().describe('as the ledger says; null where it has none'),
  view: z.number().nullable().describe('as the view says; null where it has none'),
});

const RowDifference = z.strictObject({
  row: z.string().max(200).describe('id of a request, a case or a halt'),
  kind: z.enum(['missing', 'surplus', 'different']).describe('missing: the view lacks it; surplus: no ledger knows it; different: they say different things'),
});

/** Every figure derived from the ledger alone, and where the view says something else. */
export const RecomputationView = z.strictObject({
  equal: z.boolean().describe('whether neither a row nor a figure differs'),
  now: IsoInstant.describe('when both were counted; RFC 3339, UTC'),
  from: Day('first day'),
  to: Day('last day'),
  commits: Count('commits of cases that were read'),
  cases: Count('cases that they are of'),
  unsettled: Count('cases that went on all the while, and so could not be compared; they count as the ledger says'),
  rows: Count('rows that the ledger says there are, whatever the period'),
  rowsDiffering: Count('how many of them differ'),
  rowDifferences: z.array(RowDifference).max(100).describe('the first of these, at most 100'),
  figures: Count('figures that were compared, of this period'),
  figuresDiffering: Count('how many of them differ'),
  figureDifferences: z.array(FigureDifference).max(100).describe('the first of these, at most 100'),
  ledger: StatisticsView.describe('the figures as the ledger says'),
});
export type RecomputationView = z.infer<typeof RecomputationView>;
