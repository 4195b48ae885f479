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
  @ForStaff('clerk')
  @JsonBody()
  askForMore(@Param('requestId') id: string, @Body() body: unknown, @Headers('idempotency-key') key: string | undefined, @SignedIn() person: Person): Promise<object> {
    const { question } = validated(AskForMoreBody, body);
    const speaker = this.speaker(id, person);
    return this.commands.run(commandOf('ask', speaker, key), () => (state, now) => askForMore(state, speaker, question, now));
  }

  /** Asks for more time; the clock runs on until the coordinator has decided. */
  @Post('extensions')
  @HttpCode(200)
  @ForStaff('clerk')
  @JsonBody()
  askForTime(@Param('requestId') id: string, @Body() body: unknown, @Headers('idempotency-key') key: string | undefined, @SignedIn() person: Person): Promise<object> {
    const { until, reason } = validated(AskForTimeBody, body);
    const speaker = this.speaker(id, person);
    return this.commands.run(commandOf('extend', speaker, key), () => (state, now) => askForTime(state, speaker, Date.parse(until), reason, now));
  }

  /** Says that the request is not within the agency's duties. It binds the agency, so it is no clerk's to say. */
  @Post('out-of-scope')
  @HttpCode(200)
  @ForStaff('approver', 'agencyHead')
  @JsonBody()
  declareOutOfScope(@Param('requestId') id: string, @Body() body: unknown, @Headers('idempotency-key') key: string | undefined, @SignedIn() person: Person): Promise<object> {
    return this.decline('out-of-scope', this.speaker(id, person), body, key);
  }

  /** Says that the agency as a whole is recused (回避); the head decides that (rules 3.4). */
  @Post('recusal')
  @HttpCode(200)
  @ForStaff('agencyHead')
  @JsonBody()
  recuse(@Param('requestId') id: string, @Body() body: unknown, @Headers('idempotency-key') key: string | undefined, @SignedIn() person: Person): Promise<object> {
    return this.decline('recused', this.speaker(id, person), body, key);
  }

  private decline(kind: 'out-of-scope' | 'recused', speaker: Speaker, body: unknown, key: string | undefined): Promise<object> {
    const { reason } = validated(DeclineBody, body);
    return this.commands.run(commandOf(kind, speaker, key), () => (state, now) => declineRequest(state, kind, speaker, reason, now));
  }

  private speaker(id: string, person: Person): Speaker {
    return { requestId: validated(RequestId, id), agency: this.environment.AGENCY_ID, person: signerOf(person), sign: (envelope) => signEnvelope(this.own, envelope) };
  }
}

const commandOf = (name: string, { requestId, person }: Speaker, idempotencyKey: string | undefined): StaffCommand => ({ requestId, name, idempotencyKey, person: person.id });
