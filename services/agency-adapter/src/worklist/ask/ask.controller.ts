import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { AskForMoreBody, AskForTimeBody, DeclineBody } from '@lianshen/contracts/api';
import { RequestId } from '@lianshen/contracts/kernel';
import { JsonBody, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { OWN_KEYS } from '@lianshen/platform/process';
import { signEnvelope, type OwnKeys } from '@lianshen/platform/sealing';
import { ENVIRONMENT, type AdapterEnvironment } from '../../environment.js';
import { askForMore, askForTime, declineRequest, type Speaker } from '../domain/index.js';
import { ItemCommands, type StaffCommand } from '../item-commands.js';
import { ForStaff, signerOf } from '../staff.js';

/** What an agency tells the coordinator instead of an answer. */
@Controller('api/items/:requestId')
export class AskController {
  constructor(
    @Inject(ItemCommands) private readonly commands: ItemCommands,
    @Inject(OWN_KEYS) private readonly own: OwnKeys,
    @Inject(ENVIRONMENT) private readonly environment: AdapterEnvironment,
  ) {}

  /** Asks for what is missing; the agency's clock stands still until it comes. */
  @Post('questions')
  @HttpCode(200)
  @ForStaff('askForMore')
  @JsonBody()
  askForMore(@Param('requestId') id: string, @Body() body: unknown, @Headers('idempotency-key') key: string | undefined, @Headers('if-match') seen: string | undefined, @SignedIn() person: Person): Promise<object> {
    const { question } = validated(AskForMoreBody, body);
    const speaker = this.speaker(id, person);
    return this.commands.run({ ...commandOf(speaker.requestId, person, key, seen), operation: 'askForMore', name: 'ask' }, () => (state, now) => askForMore(state, speaker, question, now));
  }

  /** Asks for more time; the clock runs on until the coordinator has decided. */
  @Post('extensions')
  @HttpCode(200)
  @ForStaff('askForTime')
  @JsonBody()
  askForTime(@Param('requestId') id: string, @Body() body: unknown, @Headers('idempotency-key') key: string | undefined, @Headers('if-match') seen: string | undefined, @SignedIn() person: Person): Promise<object> {
    const { until, reason } = validated(AskForTimeBody, body);
    const speaker = this.speaker(id, person);
    return this.commands.run({ ...commandOf(speaker.requestId, person, key, seen), operation: 'askForTime', name: 'extend' }, () => (state, now) => askForTime(state, speaker, Date.parse(until), reason, now));
  }

  /** Says that the request is not within the agency's duties. It binds the agency, so it is no clerk's to say. */
  @Post('out-of-scope')
  @HttpCode(200)
  @ForStaff('declareOutOfScope')
  @JsonBody()
  declareOutOfScope(@Param('requestId') id: string, @Body() body: unknown, @Headers('idempotency-key') key: string | undefined, @Headers('if-match') seen: string | undefined, @SignedIn() person: Person): Promise<object> {
    const command = { ...commandOf(validated(RequestId, id), person, key, seen), operation: 'declareOutOfScope', name: 'out-of-scope' } as const;
    return this.decline('out-of-scope', command, body);
  }

  /** Says that the agency as a whole is recused (回避); the head decides that (rules 3.4). */
  @Post('recusal')
  @HttpCode(200)
  @ForStaff('recuse')
  @JsonBody()
  recuse(@Param('requestId') id: string, @Body() body: unknown, @Headers('idempotency-key') key: string | undefined, @Headers('if-match') seen: string | undefined, @SignedIn() person: Person): Promise<object> {
    const command = { ...commandOf(validated(RequestId, id), person, key, seen), operation: 'recuse', name: 'recused' } as const;
    return this.decline('recused', command, body);
  }

  private decline(kind: 'out-of-scope' | 'recused', command: StaffCommand, body: unknown): Promise<object> {
    const { reason } = validated(DeclineBody, body);
    const speaker = this.speaker(command.requestId, command.person);
    return this.commands.run(command, () => (state, now) => declineRequest(state, kind, speaker, reason, now));
  }

  private speaker(id: string, person: Person): Speaker {
    return { requestId: validated(RequestId, id), agency: this.environment.AGENCY_ID, person: signerOf(person), sign: (envelope) => signEnvelope(this.own, envelope) };
  }
}

const commandOf = (requestId: RequestId, person: Person, idempotencyKey: string | undefined, seen: string | undefined) => ({ requestId, person, idempotencyKey, seen });
