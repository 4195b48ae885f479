import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { ok, partsOfRequestId, refuse, type Result } from '@lianshen/contracts/kernel';
import type { Barren, Inbound } from '@lianshen/platform/messaging';
import { AgencyRegistry } from '../../agencies/agency-registry.js';
import { Calendars } from '../../calendars/calendars.js';
import { ENVIRONMENT, recallBeatMsOf, type CoordinatorEnvironment } from '../../environment.js';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { CaseStreams } from '../case-streams.js';
import { fileVerdict, type CaseState } from '../domain/index.js';
import { CaseOutbox } from '../send-requests/case-outbox.js';

@Controller()
export class VerdictConsumer {
  constructor(
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(CaseOutbox) private readonly outbox: CaseOutbox,
    @Inject(AgencyRegistry) private readonly agencies: AgencyRegistry,
    @Inject(Calendars) private readonly calendars: Calendars,
    @Inject(ENVIRONMENT) private readonly environment: CoordinatorEnvironment,
  ) {}

  /** Files a verdict; says where it brings nothing new. Refused, and so a dead letter, when the signer was never asked; a broken rule is recorded and answered. */
  @EventPattern<string>('verdict')
  async file(@Payload() { source: agency, messageId, data: verdict, jws, payloadHash }: Inbound<'verdict'>): Promise<Result<Barren | undefined>> {
    const parts = partsOfRequestId(verdict.requestId);
    if (parts.agency !== agency) return refuse('message.foreign');
    const known = await this.cases.peek(parts.caseId);
    if (known.status === 'none') return refuse('case.unknown');
    const policy = await this.policies.getPinned(known.policyHash);
    const command = { agency, verdict, verdictHash: payloadHash, jws, policy, calendar: this.calendars.of(agency), recallBeatMs: recallBeatMsOf(this.environment), closedAt: this.agencies.closedAt(agency) };
    const executed = await this.cases.execute(parts.caseId, {
      cause: messageId,
      actor: { kind: 'agency', id: agency },
      decide: (state, now) => fileVerdict(state, command, now),
    });
    if (!executed.ok) return executed;
    const { events, folded } = executed.value;
    if (events.length > 0) return ok(events[0]?.type === 'VerdictRejected' ? 'rejected' : undefined);
    await this.answerAgain(folded.state, agency, command.verdictHash, verdict);
    return ok('repeated');
  }

  /** The agency sends again because no answer reached it: it gets the same one. */
  private async answerAgain(state: CaseState, agency: string, verdictHash: string, { requestId, version }: { requestId: string; version: number }): Promise<void> {
    const ref = { requestId, version, verdictHash };
    const rejected = state.rejected.find((each) => each.verdictHash === verdictHash);
    await (rejected ? this.outbox.rejectedAgain(agency, ref, rejected.code) : this.outbox.filed(agency, ref));
  }
}
