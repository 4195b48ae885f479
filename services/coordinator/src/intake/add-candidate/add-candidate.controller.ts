import { Body, Controller, Headers, Inject, Param, Post } from '@nestjs/common';
import { ProposeCandidateBody } from '@lianshen/contracts/api';
import { explainIdentityRefusal, parseIdentityNumber } from '@lianshen/contracts/identity';
import { BatchId } from '@lianshen/contracts/kernel';
import { inChina, toCivilDate } from '@lianshen/contracts/working-time';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { JsonBody, readIdempotencyKey, Refused, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { ROOT_SECRET } from '@lianshen/platform/process';
import { deriveId } from '@lianshen/platform/sealing';
import { CaseWatch } from '../../vetting/propose-candidate/case-watch.js';
import { ProposeCandidate } from '../../vetting/propose-candidate/propose-candidate.js';
import { CaseDescriptions } from '../../vetting/read-case/case-descriptions.js';
import { BatchStreams } from '../batches/batch-streams.js';
import { CaseStreams } from '../../vetting/case-streams.js';
import type { Candidate, CaseState } from '../../vetting/domain/index.js';
import { readFacts } from '../read-batch/index.js';

const WAIT_SECONDS_MAX = 60;

/** What the caller says of the case stands; what the proposed post shows by itself is added to it. */
const withFacts = (candidate: ProposeCandidateBody): Candidate => {
  const shown = readFacts((key) => (key === 'proposedPost' ? candidate.proposedPost : ''));
  return { ...candidate, facts: { ...shown, ...candidate.facts } };
};

@Controller('api/batches')
export class AddCandidateController {
  constructor(
    @Inject(BatchStreams) private readonly batches: BatchStreams,
    @Inject(ProposeCandidate) private readonly propose: ProposeCandidate,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(CaseDescriptions) private readonly descriptions: CaseDescriptions,
    @Inject(CaseWatch) private readonly watch: CaseWatch,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ROOT_SECRET) private readonly secret: Buffer,
  ) {}

  /**
   * Proposes one candidate into an open batch. With `Prefer: wait=N` (RFC 7240) the answer comes when the case has
   * ended, or after N seconds as the case then is.
   */
  @Post(':batchId/candidates')
  @RightTo('proposeCandidate')
  @JsonBody()
  async add(
    @Param('batchId') batch: string,
    @Body() body: unknown,
    @Headers('idempotency-key') key: string | undefined,
    @Headers('prefer') prefer: string | undefined,
    @SignedIn() person: Person,
  ): Promise<object> {
    const batchId = validated(BatchId, batch);
    const candidate = validated(ProposeCandidateBody, body);
    const today = toCivilDate(inChina(this.clock.now()).day);
    if (candidate.recommendedOn !== undefined && candidate.recommendedOn > today) throw new Refused({ code: 'request.malformed', params: {} }, { fields: [{ field: 'recommendedOn', problem: 'ahead' }] });
    const number = parseIdentityNumber(candidate.identityNumber, today);
    if (!number.ok) throw new Refused(number.refusal, {}, explainIdentityRefusal(number.refusal.code));
    const { state } = await this.batches.peek(batchId);
    if (!state.opened) throw new Refused({ code: 'batch.unknown', params: {} });
    const caseId = deriveId(this.secret, 'case', batchId, person.sub, readIdempotencyKey(key));
    const { policyHash, conclusion, start } = state;
    const ended = this.waitFor(caseId, prefer);
    const proposed = await this.propose.execute({ caseId, batchId, row: 0, policyHash, conclusion, start, candidate: withFacts(candidate) }, { kind: 'person', id: person.sub }, 'propose');
    if (!proposed.ok) throw new Refused(proposed.refusal);
    return this.descriptions.describe(await this.after(proposed.value, ended));
  }

  private waitFor(caseId: string, prefer: string | undefined): Promise<void> | undefined {
    const seconds = Number(/(?:^|[,;\s])wait=(\d{1,3})\b/.exec(prefer ?? '')?.[1] ?? 0);
    return seconds > 0 ? this.watch.untilEnded(caseId, Math.min(seconds, WAIT_SECONDS_MAX) * 1_000) : undefined;
  }

  private async after(proposed: CaseState, ended: Promise<void> | undefined): Promise<CaseState> {
    if (!ended || proposed.endedAt !== undefined) return proposed;
    await ended;
    return this.cases.peek(proposed.caseId);
  }
}
