import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { DecisionNumberInPath, ReasonBody } from '@lianshen/contracts/api';
import { CaseId } from '@lianshen/contracts/kernel';
import { JsonBody, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { confirmDecision, refuseDecision } from '../domain/index.js';
import { OfficerCommands } from '../officer-commands.js';

interface Path {
  readonly caseId: string;
  readonly number: string;
}

/** The second person: who confirms is never who proposed. */
@Controller('api/cases/:caseId/decisions/:number')
export class SettleDecisionController {
  constructor(@Inject(OfficerCommands) private readonly commands: OfficerCommands) {}

  @Post('confirmation')
  @HttpCode(200)
  @RightTo('confirmDecision')
  confirm(@Param() path: Path, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const { caseId, number } = validatedPath(path);
    return this.commands.run({ caseId, operation: 'confirmDecision', name: `confirm ${number}`, idempotencyKey, person }, (asking) => (state, now) => confirmDecision(state, { number, by: person.sub, asking }, now));
  }

  /** The second person says no, or an officer takes the proposal back. */
  @Post('refusal')
  @HttpCode(200)
  @RightTo('refuseDecision')
  @JsonBody()
  refuse(@Param() path: Path, @Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const { caseId, number } = validatedPath(path);
    const { reason } = validated(ReasonBody, body);
    return this.commands.run({ caseId, operation: 'refuseDecision', name: `refuse ${number}`, idempotencyKey, person }, () => (state) => refuseDecision(state, { number, by: person.sub, reason }));
  }
}

const validatedPath = ({ caseId, number }: Path) => ({ caseId: validated(CaseId, caseId), number: validated(DecisionNumberInPath, number) });
