import { Inject, Injectable } from '@nestjs/common';
import type { CaseId } from '@lianshen/contracts/kernel';
import { partsOfStream, type Command, type Committed } from '@lianshen/platform/ledger';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { holdsOthers, noteOtherCase, type CaseEvent, type CaseState, type NoteOtherCase } from '../domain/index.js';
import { SamePersonIndex } from './same-person-index.js';

/** What of the cases this needs; they hand themselves in, since they call it. */
interface CasesToTell {
  peek(caseId: CaseId): Promise<CaseState>;
  execute(caseId: CaseId, command: Command<CaseState, CaseEvent>): Promise<unknown>;
}

const ACTOR = { kind: 'machine', id: 'same-person' } as const;

/**
 * Tells the other cases of a person what a commit means for them. It runs after the commit, again after a crash, and in
 * any order: each case keeps the newest that it was told, and a case that learns of another answers with how it stands
 * itself, so that a flag that came in between is not missed.
 */
@Injectable()
export class FollowSamePerson {
  constructor(
    @Inject(SamePersonIndex) private readonly index: SamePersonIndex,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
  ) {}

  async follow({ commit, acts, before, folded: { state } }: Committed<CaseState, CaseEvent>, cases: CasesToTell): Promise<void> {
    const caseId = partsOfStream(commit.stream).id;
    const holds = holdsOthers(state);
    const isChange = holdsOthers(before) !== holds;
    const events = acts.flatMap((act) => act.events);
    const others = isChange ? state.otherCases.map((each) => each.caseId) : await this.othersToAnswer(caseId, events, state);
    await Promise.all(others.map((other) => this.tell(other, { otherCaseId: caseId, otherSeq: commit.seq, holds, isChange }, cases)));
  }

  private async othersToAnswer(caseId: CaseId, events: readonly CaseEvent[], state: CaseState): Promise<readonly CaseId[]> {
    const isNew = events.some(({ type }) => type === 'CaseOpened');
    if (isNew && state.candidate) return this.index.note(caseId, state.candidate);
    return events.flatMap((event) => (event.type === 'SamePersonFound' ? [event.data.otherCaseId] : []));
  }

  private async tell(other: CaseId, said: Omit<NoteOtherCase, 'policy'>, cases: CasesToTell): Promise<void> {
    const { policyHash, status } = await cases.peek(other);
    // Noted, and not opened: its own commit will tell.
    if (status === 'none') return;
    const policy = await this.policies.getPinned(policyHash);
    await cases.execute(other, { cause: `same-person ${said.otherCaseId} ${said.otherSeq}`, actor: ACTOR, decide: (state, now) => noteOtherCase(state, { ...said, policy }, now) });
  }
}
