import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ChangeNumberInPath, ProposeAgencyChangeBody, ReasonBody } from '@lianshen/contracts/api';
import { AgencyId, type Instant } from '@lianshen/contracts/kernel';
import { JsonBody, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { AgencyCommands } from '../agency-commands.js';
import { AgencyRegistry } from '../agency-registry.js';
import { confirmChange, proposeChange, refuseChange } from '../domain/change-agency.js';
import type { AgencyChange } from '../domain/lifecycle-event.js';
import { FollowAgencies } from '../../vetting/follow-agencies/follow-agencies.js';

interface Path {
  readonly agency: string;
  readonly number: string;
}

/** What takes work from one office or gives it to another: one person proposes, another confirms. */
@Controller('api/agencies/:agency/changes')
export class ChangeAgencyController {
  constructor(
    @Inject(AgencyCommands) private readonly commands: AgencyCommands,
    @Inject(AgencyRegistry) private readonly registry: AgencyRegistry,
    @Inject(FollowAgencies) private readonly following: FollowAgencies,
  ) {}

  @Post()
  @HttpCode(200)
  @RightTo('proposeAgencyChange')
  @JsonBody()
  async propose(@Param('agency') id: string, @Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const agency = validated(AgencyId, id);
    const proposed = validated(ProposeAgencyChangeBody, body);
    const successor = proposed.kind === 'merge' ? await this.registry.successorOf(proposed.into) : undefined;
    const { view } = await this.commands.run({ agency, name: `propose ${proposed.kind}`, idempotencyKey, person }, (state, now) =>
      proposeChange(state, { agency, successor, change: changeOf(proposed, now), reason: proposed.reason, by: person.sub }, now),
    );
    return view;
  }

  /** The second person: who confirms is never who proposed. */
  @Post(':number/confirmation')
  @HttpCode(200)
  @RightTo('confirmAgencyChange')
  async confirm(@Param() path: Path, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const { agency, number } = validatedPath(path);
    const { folded } = await this.registry.history(agency);
    const change = folded.state.lifecycle.changes[number - 1]?.change;
    const successor = change?.kind === 'merge' ? await this.registry.successorOf(change.into) : undefined;
    const { view, added } = await this.commands.run({ agency, name: `confirm ${number}`, idempotencyKey, person }, (state, now) => confirmChange(state, { agency, successor, number, by: person.sub }, now));
    if (added) this.following.soon();
    return view;
  }

  @Post(':number/refusal')
  @HttpCode(200)
  @RightTo('refuseAgencyChange')
  @JsonBody()
  async refuse(@Param() path: Path, @Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<object> {
    const { agency, number } = validatedPath(path);
    const { reason } = validated(ReasonBody, body);
    return (await this.commands.run({ agency, name: `refuse ${number}`, idempotencyKey, person }, (state) => refuseChange(state, { number, by: person.sub, reason }))).view;
  }
}

const changeOf = (proposed: ProposeAgencyChangeBody, now: Instant): AgencyChange =>
  proposed.kind === 'merge' ? { kind: 'merge', into: proposed.into, effectiveAt: proposed.effectiveAt === undefined ? now : Date.parse(proposed.effectiveAt) } : { kind: proposed.kind };

const validatedPath = ({ agency, number }: Path) => ({ agency: validated(AgencyId, agency), number: validated(ChangeNumberInPath, number) });
