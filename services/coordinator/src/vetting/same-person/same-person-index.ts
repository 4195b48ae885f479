import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Registry } from 'prom-client';
import { withoutBlanks } from '@lianshen/contracts/identity';
import { Fault, type CaseId } from '@lianshen/contracts/kernel';
import { KeyVault } from '@lianshen/platform/sealing';
import { duplicateIndexes, GroupedWrites } from '@lianshen/platform/store';
import { gauge, METRICS } from '@lianshen/platform/telemetry';
import type { Candidate } from '../domain/index.js';
import { PERSON_MARK, type PersonMark, type PersonMarks } from './person-mark.model.js';

export type PersonSearch = 'name' | 'identity-number';

const KEY = 'same-person-index';
/** As many as a case keeps of others; who is proposed more often than this is seen all the same. */
const CASES_OF_ONE_MAX = 21;

/**
 * Finds cases by identity number or name, exactly: of the same person, and for whoever searches. What it stores is a keyed hash (HMAC-SHA256): without the
 * hub's key it can neither be read nor be tried out. It can be built again from the ledger.
 */
@Injectable()
export class SamePersonIndex {
  private readonly notes: GroupedWrites<PersonMark, readonly CaseId[]>;

  constructor(
    @InjectModel(PERSON_MARK) private readonly marks: PersonMarks,
    @Inject(KeyVault) private readonly vault: KeyVault,
    @Inject(METRICS) registry: Registry,
  ) {
    this.notes = new GroupedWrites((group) => this.noteAll(group), { groupMax: 200, waitingMax: 20_000 });
    gauge(registry, 'hub_person_marks_waiting', 'cases whose person is being looked up', () => this.notes.waitingCount);
  }

  /** Notes whose case it is. @returns the other cases of that person. Of two that are noted at once one at least finds the other. */
  async note(caseId: CaseId, { name, identityNumber }: Pick<Candidate, 'name' | 'identityNumber'>): Promise<readonly CaseId[]> {
    const [mark, nameMark] = await Promise.all([this.markOf('identity-number', identityNumber), this.markOf('name', name)]);
    return this.notes.add({ _id: caseId, mark, name: nameMark });
  }

  /**
   * Cases of candidates with this name or identity number, at most `limit`, in the order of their ids. A mark may have outlived
   * its person: whoever asks looks at the case.
   */
  async search(by: PersonSearch, text: string, limit: number): Promise<readonly CaseId[]> {
    const mark = await this.markOf(by, text);
    const found = await this.marks.find(by === 'name' ? { name: mark } : { mark }).sort({ _id: 1 }).limit(limit).lean<PersonMark[]>().exec();
    return found.map(({ _id }) => _id);
  }

  /** Notes it again, whatever of it is there. */
  async restore(caseId: CaseId, { name, identityNumber }: Pick<Candidate, 'name' | 'identityNumber'>): Promise<void> {
    const [mark, nameMark] = await Promise.all([this.markOf('identity-number', identityNumber), this.markOf('name', name)]);
    await this.marks.updateOne({ _id: caseId }, { $set: { mark, name: nameMark } }, { upsert: true }).exec();
  }

  /** The person was erased: nothing leads to the case any more. */
  async forget(caseId: CaseId): Promise<void> {
    await this.marks.deleteOne({ _id: caseId }).exec();
  }

  /** An identity number is its own context, as it always was; blanks are no difference between two names. */
  private async markOf(by: PersonSearch, text: string): Promise<string> {
    const marked = by === 'name' ? `name|${withoutBlanks(text)}` : text;
    return createHmac('sha256', await this.vault.create(KEY)).update(marked).digest('base64url');
  }

  private async noteAll(group: readonly PersonMark[]): Promise<(readonly CaseId[])[]> {
    await this.insert(group);
    const found = await this.find(group.map(({ mark }) => mark));
    return group.map(({ _id, mark }) => (found.get(mark) ?? []).filter((other) => other !== _id).slice(0, CASES_OF_ONE_MAX));
  }

  private async insert(group: readonly PersonMark[]): Promise<void> {
    try {
      await this.marks.collection.insertMany([...group] as never, { ordered: false });
    } catch (error) {
      // What is relayed again was noted before.
      if (!duplicateIndexes(error)) throw new Fault('whose case it is cannot be noted', { cause: error });
    }
  }

  private async find(marks: readonly string[]): Promise<ReadonlyMap<string, CaseId[]>> {
    const found = new Map<string, CaseId[]>();
    try {
      for await (const { _id, mark } of this.marks.find({ mark: { $in: marks } }).sort({ mark: 1, _id: 1 }).lean().cursor()) found.set(mark, [...(found.get(mark) ?? []), _id]);
    } catch (error) {
      throw new Fault('cases of the same person cannot be looked up', { cause: error });
    }
    return found;
  }
}
