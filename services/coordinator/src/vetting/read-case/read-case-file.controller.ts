import { Controller, Get, Inject, Param } from '@nestjs/common';
import { CaseId } from '@lianshen/contracts/kernel';
import { Verdict } from '@lianshen/contracts/messages';
import { validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { payloadOfSigned } from '@lianshen/platform/sealing';
import { AgencyNames, type NameOf } from '../../agencies/agency-names.js';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import type { CaseEvent, CaseState } from '../domain/index.js';
import { CaseReader } from './case-reader.js';
import { isSealed } from './describe-case.js';

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
    const verdicts = isSealed(state) ? [] : acts.flatMap(({ at, events }) => events.flatMap((event) => describeFiled(event, at, nameOf)));
    return { caseId, candidate: describeCandidate(state), sealed: isSealed(state), verdicts };
  }
}

function describeCandidate({ candidate }: CaseState) {
  if (!candidate) return null;
  const { name, employer, currentPost, proposedPost, remark } = candidate;
  return { name, employer: employer ?? null, currentPost: currentPost ?? null, proposedPost: proposedPost ?? null, remark: remark ?? null };
}

/** Nothing of a verdict whose private part was erased with the person's key. */
function describeFiled(event: CaseEvent, at: number, nameOf: NameOf) {
  if (event.type !== 'VerdictFiled' || !event.private) return [];
  const verdict = Verdict.parse(payloadOfSigned(event.private.jws).data);
  const { requestId, version, code, category, findings, clerk, approvers, mode, standingOrder, decidedAt } = verdict;
  const { agency } = event.data;
  return [{ requestId, agency, agencyName: nameOf(agency, Date.parse(decidedAt)), version, code, category, findings, clerk, approvers, mode, standingOrder: standingOrder ?? null, decidedAt, filedAt: new Date(at).toISOString(), signed: event.private.jws }];
}
