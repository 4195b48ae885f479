import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Counter, Registry } from 'prom-client';
import { readCaseNumber, type SearchCasesBody } from '@lianshen/contracts/api';
import { parseIdentityCell, withoutBlanks } from '@lianshen/contracts/identity';
import type { CaseId } from '@lianshen/contracts/kernel';
import type { Person } from '@lianshen/platform/identity';
import { counter, METRICS } from '@lianshen/platform/telemetry';
import { HiddenCases } from '../recusal/hidden-cases.js';
import { CASE_ROW, type CaseRow, type CaseRows } from '../views/case-row.model.js';
import { CaseStreams } from '../vetting/case-streams.js';
import type { CaseState } from '../vetting/domain/index.js';
import { permitted } from '../vetting/permitted.js';
import { CaseReader } from '../vetting/read-case/case-reader.js';
import { SamePersonIndex } from '../vetting/same-person/same-person-index.js';

const SHOWN_MAX = 50;
/** A name that so many candidates have is not looked through further. */
const LOOKED_AT_MAX = 500;

/** What was found, the newest first. */
export interface Found {
  readonly rows: readonly CaseRow[];
  readonly more: boolean;
}

/** Finds cases exactly: by their number, or by the whole name or identity number of the candidate. */
@Injectable()
export class SearchCases {
  private readonly searches: Counter<'by' | 'found'>;

  constructor(
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(SamePersonIndex) private readonly index: SamePersonIndex,
    @Inject(HiddenCases) private readonly hidden: HiddenCases,
    @Inject(CaseReader) private readonly reader: CaseReader,
    @Inject(METRICS) metrics: Registry,
  ) {
    this.searches = counter(metrics, 'hub_case_searches_total', 'searches for cases, by what, and whether any was found', ['by', 'found']);
  }

  /** Of a person only cases that this reader may see, each on record as read before it is told. A recused reader is told of none. */
  async execute({ by, text }: SearchCasesBody, person: Person): Promise<Found> {
    const found = by === 'number' ? await this.byNumber(text, person) : await this.byPerson(by, text, person);
    this.searches.inc({ by, found: found.rows.length > 0 ? 'yes' : 'no' });
    return found;
  }

  private async byNumber(text: string, person: Person): Promise<Found> {
    const rows = await this.rows.find({ number: readCaseNumber(text) }).sort({ _id: 1 }).limit(SHOWN_MAX + 1).lean<CaseRow[]>().exec();
    return this.shown(rows, person);
  }

  private async byPerson(by: 'name' | 'identity-number', text: string, person: Person): Promise<Found> {
    const sought = by === 'name' ? withoutBlanks(text) : numberOf(text);
    const marked = await this.index.search(by, sought, LOOKED_AT_MAX);
    const candidates = await Promise.all(marked.map((caseId) => this.ofPerson(caseId, by, sought)));
    const states = new Map(candidates.flatMap((state) => (state ? [[state.caseId, state]] : [])));
    const rows = await this.rows.find({ _id: { $in: [...states.keys()] } }).lean<CaseRow[]>().exec();
    const found = await this.shown(rows.sort((one, other) => other.openedAt.getTime() - one.openedAt.getTime()), person);
    await Promise.all(found.rows.map(({ _id }) => this.record(states.get(_id), person)));
    return { ...found, more: found.more || marked.length === LOOKED_AT_MAX };
  }

  /** The case of that person, from the ledger: what a mark says is never taken for the answer. One whose person was erased is forgotten. */
  private async ofPerson(caseId: CaseId, by: 'name' | 'identity-number', sought: string): Promise<CaseState | undefined> {
    const state = await this.cases.peek(caseId);
    if (state.status !== 'none' && !state.candidate) await this.index.forget(caseId);
    const held = by === 'name' ? withoutBlanks(state.candidate?.name ?? '') : state.candidate?.identityNumber;
    return held === sought ? state : undefined;
  }

  private async shown(rows: readonly CaseRow[], person: Person): Promise<Found> {
    const allowed = rows.filter((row) => permitted(row, person, 'searchCases').ok).map((row) => ({ ...row, caseId: row._id }));
    const seen = await this.hidden.without(person, allowed);
    return { rows: seen.slice(0, SHOWN_MAX), more: seen.length > SHOWN_MAX };
  }

  private async record(state: CaseState | undefined, person: Person): Promise<void> {
    if (state) await this.reader.record(state, person, 'searchCases');
  }
}

/** As the number stands in the index; what is no number finds nothing. */
function numberOf(text: string): string {
  const number = parseIdentityCell(text);
  return number.ok ? number.value.number : withoutBlanks(text).toUpperCase();
}
