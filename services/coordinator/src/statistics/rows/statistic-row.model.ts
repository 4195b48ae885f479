import { Schema, type Model } from 'mongoose';
import { idOf, isOpen, momentOf, type Fact, type RequestFact } from '../domain/fact.js';

type Outcome = 'open' | 'answered' | 'apart';

/** A fact as it is kept for reading: no name, no number, no finding. */
export interface StatisticRow {
  readonly _id: string;
  readonly seq: number;
  readonly kind: Fact['kind'];
  /** The moment that puts it into a period. */
  readonly at: Date;
  /** It waits for somebody. */
  readonly open: boolean;
  readonly policy: string;
  /** Of a request or a halt: whose it is, else null. */
  readonly agency: string | null;
  /** Of a request: whether it is open, answered, or ended otherwise; else null. */
  readonly outcome: Outcome | null;
  /** Of a request: when it was issued, else null. */
  readonly issuedAt: Date | null;
  readonly fact: Fact;
}

export const STATISTIC_ROW = 'StatisticRow';

export const statisticRowSchema = new Schema<StatisticRow>(
  {
    _id: { type: String, required: true },
    seq: { type: Number, required: true },
    kind: String,
    at: Date,
    open: Boolean,
    policy: String,
    agency: String,
    outcome: String,
    issuedAt: Date,
    fact: Schema.Types.Mixed,
  },
  { collection: 'statistic_rows', versionKey: false, strict: false, minimize: false },
)
  // A period costs what lies in it, and what is open besides; an estimate costs the requests that it is drawn from.
  .index({ at: 1, _id: 1 })
  .index({ agency: 1, policy: 1, outcome: 1, issuedAt: 1 }, { partialFilterExpression: { kind: 'request' } })
  .index({ agency: 1, outcome: 1, issuedAt: 1 }, { partialFilterExpression: { kind: 'request' } });

// What is open has an index of its own, so that its cost does not grow with what has ended.
statisticRowSchema.index({ open: 1, at: 1, _id: 1 }, { partialFilterExpression: { open: true } });

export type StatisticRows = Model<StatisticRow>;

export const statisticRowOf = (fact: Fact, seq: number): StatisticRow => ({
  _id: idOf(fact),
  seq,
  kind: fact.kind,
  at: new Date(momentOf(fact)),
  open: isOpen(fact),
  policy: fact.policy,
  agency: fact.kind === 'request' ? fact.request.agency : fact.kind === 'halt' ? fact.halt.agency : null,
  outcome: fact.kind === 'request' ? outcomeOf(fact.request) : null,
  issuedAt: fact.kind === 'request' ? new Date(fact.request.issuedAt) : null,
  fact,
});

const outcomeOf = ({ apart, answeredAt }: RequestFact): Outcome => (apart ? 'apart' : answeredAt === null ? 'open' : 'answered');
