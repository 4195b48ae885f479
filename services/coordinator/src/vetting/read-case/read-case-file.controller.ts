import { Controller, Get, Inject, Param } from '@nestjs/common';
import { CaseId } from '@lianshen/contracts/kernel';
import { validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { AgencyNames } from '../../agencies/agency-names.js';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import type { CaseState } from '../domain/index.js';
import { CaseReader } from './case-reader.js';
import { isSealed } from './describe-case.js';
import { filedVerdictsOf } from './filed-verdicts.js';

@Controller('api/cases/:caseId/file')
export class ReadCaseFileController {
  constructor(
    @Inject(CaseReader) private readonly cases: CaseReader,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(AgencyNames) private readonly names: AgencyNames,
  ) {}

  /** What adjudication needs: who the candidate is, and what agencies have said in every version, from the messages that they signed. */
  @Get()
  @RightTo('readCaseFile')
  async read(@Param('caseId') id: string, @SignedIn() person: Person): Promise<object> {
    const caseId = validated(CaseId, id);
    const { folded, acts } = await this.cases.read(caseId, person, 'readCaseFile');
    const { state } = folded;
    const nameOf = this.names.under(await this.policies.getPinned(state.policyHash));
    return { caseId, candidate: describeCandidate(state), sealed: isSealed(state), verdicts: isSealed(state) ? [] : filedVerdictsOf(acts, nameOf) };
  }
}

function describeCandidate({ candidate }: CaseState) {
  if (!candidate) return null;
  const { name, employer, currentPost, proposedPost, remark } = candidate;
  return { name, employer: employer ?? null, currentPost: currentPost ?? null, proposedPost: proposedPost ?? null, remark: remark ?? null };
}
