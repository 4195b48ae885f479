import { Inject, Injectable } from '@nestjs/common';
import type { AgencyId, CaseId, Instant, Result } from '@lianshen/contracts/kernel';
import { readIdempotencyKey, Refused } from '@lianshen/platform/http';
import { PolicyShelf } from '../policies/policy-shelf.js';
import { AskingAgencies } from './asking-agencies.js';
import { CaseStreams } from './case-streams.js';
import type { Asking, CaseEvent, CaseState } from './domain/index.js';
import { CaseDescriptions } from './read-case/case-descriptions.js';

/** A command of a person at the coordinator on a case, as it came over HTTP. */
export interface OfficerCommand {
  readonly caseId: CaseId;
  /** What is done; it stands before the key in the cause. */
  readonly name: string;
  readonly idempotencyKey: string | undefined;
  /** The id of the person. */
  readonly person: string;
  /** An agency outside the policy that may be asked by it. */
  readonly mayAsk?: AgencyId;
}

type Decide = (state: CaseState, now: Instant) => Result<readonly CaseEvent[]>;

/** Carries out commands of the coordinator's people. The same key of the same person again is answered and done no second time. */
@Injectable()
export class OfficerCommands {
  constructor(
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(AskingAgencies) private readonly asking: AskingAgencies,
    @Inject(CaseDescriptions) private readonly descriptions: CaseDescriptions,
  ) {}

  /** @returns the case after it, for an officer. @throws Refused. */
  async run({ caseId, name, idempotencyKey, person, mayAsk }: OfficerCommand, prepare: (asking: Asking) => Decide): Promise<object> {
    const cause = `${name} ${readIdempotencyKey(idempotencyKey)}`;
    const { folded, acts } = await this.cases.history(caseId);
    if (folded.state.status === 'none') throw new Refused({ code: 'case.unknown', params: {} });
    if (acts.some((act) => act.cause === cause && act.actor.kind === 'person' && act.actor.id === person)) return this.descriptions.describe({ ...folded.state, caseId });
    const policy = await this.policies.getPinned(folded.state.policyHash);
    const decide = prepare(this.asking.under(policy, mayAsk === undefined ? [] : [mayAsk]));
    const executed = await this.cases.execute(caseId, { cause, actor: { kind: 'person', id: person }, decide });
    if (!executed.ok) throw new Refused(executed.refusal);
    return this.descriptions.describe({ ...executed.value.folded.state, caseId });
  }
}
