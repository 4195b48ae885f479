import { Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CaseId } from '@lianshen/contracts/kernel';
import { readIdempotencyKey, Refused, validated } from '@lianshen/platform/http';
import { AllowRoles, SignedIn, type Person } from '@lianshen/platform/identity';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { CaseStreams } from '../case-streams.js';
import { issueConclusion } from '../domain/index.js';
import { describeCase } from '../read-case/describe-case.js';

@Controller('api/cases')
export class ConcludeController {
  constructor(
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
  ) {}

  /** An officer signs the joint conclusion of a case whose verdicts are all clear. */
  @Post(':caseId/conclusion')
  @HttpCode(200)
  @AllowRoles('officer')
  async conclude(@Param('caseId') id: string, @Headers('idempotency-key') key: string | undefined, @SignedIn() person: Person): Promise<object> {
    const caseId = validated(CaseId, id);
    const cause = `conclude ${readIdempotencyKey(key)}`;
    const known = await this.cases.peek(caseId);
    if (known.status === 'none') throw new Refused({ code: 'case.unknown', params: {} });
    const policy = await this.policies.getPinned(known.policyHash);
    const executed = await this.cases.execute(caseId, {
      cause,
      actor: { kind: 'person', id: person.sub },
      decide: (state, now) => issueConclusion(state, policy, now),
    });
    if (!executed.ok) throw new Refused(executed.refusal);
    return describeCase({ ...executed.value.folded.state, caseId });
  }
}
