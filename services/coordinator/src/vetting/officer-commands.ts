import { Inject, Injectable } from '@nestjs/common';
import { refuse, type AgencyId, type CaseId, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { CaseOperation } from '@lianshen/contracts/rights';
import { orRefused, readIdempotencyKey, Refused } from '@lianshen/platform/http';
import type { Person } from '@lianshen/platform/identity';
import { isOnRecord } from '@lianshen/platform/ledger';
import { PolicyShelf } from '../policies/policy-shelf.js';
import { CaseDoor } from '../recusal/case-door.js';
import { AskingAgencies } from './asking-agencies.js';
import { CaseStreams } from './case-streams.js';
import type { Asking, CaseEvent, CaseState } from './domain/index.js';
import { permitted } from './permitted.js';
import { CaseDescriptions } from './read-case/case-descriptions.js';

/** A command of a person at the coordinator on a case, as it came over HTTP. */
export interface OfficerCommand {
  readonly caseId: CaseId;
  /** What the person has to have a right to. */
  readonly operation: CaseOperation;
  /** What is done; it stands before the key in the cause. */
  readonly name: string;
  readonly idempotencyKey: string | undefined;
  readonly person: Person;
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
    @Inject(CaseDoor) private readonly door: CaseDoor,
  ) {}

  /** @returns the case after it, for an officer. @throws Refused. */
  async run({ caseId, operation, name, idempotencyKey, person, mayAsk }: OfficerCommand, prepare: (asking: Asking) => Decide): Promise<object> {
    const cause = `${name} ${readIdempotencyKey(idempotencyKey)}`;
    const { folded, acts } = await this.cases.history(caseId);
    const allowed = permitted(folded.state, person, operation);
    if (!allowed.ok) throw new Refused(allowed.refusal);
    orRefused(await this.door.mayEnter(person, { ...folded.state, caseId }, operation));
    if (isOnRecord(acts, cause, person.sub)) return this.descriptions.describe({ ...folded.state, caseId });
    const policy = await this.policies.getPinned(folded.state.policyHash);
    const decide = prepare(this.asking.under(policy, mayAsk === undefined ? [] : [mayAsk]));
    const executed = await this.cases.execute(caseId, {
      cause,
      actor: { kind: 'person', id: person.sub },
      decide: (state, now) => {
        const stillAllowed = permitted(state, person, operation);
        if (!stillAllowed.ok) return stillAllowed;
        return state.recused.includes(person.sub) ? refuse('recusal.recused') : decide(state, now);
      },
    });
    if (!executed.ok) throw new Refused(executed.refusal);
    return this.descriptions.describe({ ...executed.value.folded.state, caseId });
  }
}
