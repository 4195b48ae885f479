import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ProposeDecisionBody } from '@lianshen/contracts/api';
import { CaseId } from '@lianshen/contracts/kernel';
import { JsonBody, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { flaggedRequestsOf, proposeDecision, type CaseState, type DecidedAction, type DecisionReason } from '../domain/index.js';
import { OfficerCommands } from '../officer-commands.js';

@Controller('api/cases/:caseId/decisions')
export class ProposeDecisionController {
  constructor(@Inject(OfficerCommands) private readonly commands: OfficerCommands) {}

  /** An officer proposes what a second person has to confirm; nothing follows from it yet. */
  @Post()
  @HttpCode(200)
  @RightTo('proposeDecision')
  @JsonBody()
  propose(@Param('caseId') id: string, @Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const caseId = validated(CaseId, id);
    const proposed = validated(ProposeDecisionBody, body);
    return this.commands.run({ caseId, operation: 'proposeDecision', name: `propose ${proposed.kind}`, idempotencyKey, person }, () => (state, now) =>
      proposeDecision(state, { action: actionOf(state, proposed), why: whyOf(proposed), by: person.sub }, now),
    );
  }
}

/** A flag is named by the verdict that stands now: one that changes before it is confirmed is not closed. */
function actionOf(state: CaseState, proposed: ProposeDecisionBody): DecidedAction {
  switch (proposed.kind) {
    case 'close-flag': {
      const { agency } = proposed;
      return { kind: 'close-flag', agency, verdictHash: flaggedRequestsOf(state).find((request) => request.agency === agency)?.verdict?.verdictHash ?? NO_VERDICT };
    }
    case 'suspend':
      return { kind: 'suspend', reviewAt: Date.parse(proposed.reviewAt) };
    case 'waive':
      return { kind: 'waive', agency: proposed.agency };
    case 'disregard':
      return { kind: 'disregard', otherCaseId: proposed.otherCaseId };
    case 'resume':
    case 'terminate':
    case 'reopen':
      return { kind: proposed.kind };
  }
}

const NO_VERDICT = '_'.repeat(43);

const whyOf = (proposed: ProposeDecisionBody): DecisionReason => ({
  reason: proposed.reason,
  ...('basis' in proposed && proposed.basis !== undefined ? { basis: proposed.basis } : {}),
  ...('heard' in proposed ? { heard: proposed.heard } : {}),
});
