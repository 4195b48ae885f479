import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { PolicyChangeNumberInPath, PolicyName, ProposePolicyBody, ReasonBody, type PolicyChangeView } from '@lianshen/contracts/api';
import { hasErrors } from '@lianshen/contracts/json-file';
import { lintPolicy, type Policy } from '@lianshen/contracts/policy';
import { JsonBody, Refused, validated } from '@lianshen/platform/http';
import { Costly, RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { adoptVersion, proposeVersion, refuseVersion } from '../domain/change-policy.js';
import { FollowPolicies } from '../follow-policies.js';
import { pin } from '../pin-policy.js';
import { PolicyShelf } from '../policy-shelf.js';
import { PolicyStreams } from '../policy-streams.js';
import { shownFlaw } from '../shown-flaw.js';
import { PolicyCommands } from './policy-commands.js';

interface Path {
  readonly name: string;
  readonly number: string;
}

/** What new batches are vetted under: one person proposes a version, another confirms it. */
@Controller('api/policy-changes')
export class ChangePolicyController {
  constructor(
    @Inject(PolicyCommands) private readonly commands: PolicyCommands,
    @Inject(PolicyStreams) private readonly recorded: PolicyStreams,
    @Inject(PolicyShelf) private readonly shelf: PolicyShelf,
    @Inject(FollowPolicies) private readonly following: FollowPolicies,
  ) {}

  @Post()
  @HttpCode(200)
  @RightTo('proposePolicy')
  @Costly()
  @JsonBody()
  async propose(@Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<PolicyChangeView> {
    const { text, reason } = validated(ProposePolicyBody, body);
    const { policy, hash } = pin(withoutFlaws(text));
    const newest = await this.recorded.newestVersion(policy.name);
    return this.commands.run({ policy: policy.name, name: 'propose', idempotencyKey, person }, (changes) => proposeVersion(changes, { policy, hash, newest, reason, by: person.sub }));
  }

  /** The second person: who confirms is never who proposed. On record already, it is on offer here when this answers. */
  @Post(':name/:number/confirmation')
  @HttpCode(200)
  @RightTo('adoptPolicy')
  async adopt(@Param() path: Path, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<PolicyChangeView> {
    const { policy, number } = validatedPath(path);
    // What it takes the place of is on record: another replica may have adopted one a moment ago.
    await this.following.run();
    const offered = this.shelf.findOnOffer(policy);
    const onOffer = offered.ok ? offered.value.hash : undefined;
    const newest = await this.recorded.newestVersion(policy);
    const adopted = await this.commands.run({ policy, name: `confirm ${number}`, idempotencyKey, person }, (changes) => adoptVersion(changes, { number, newest, onOffer, by: person.sub }));
    await this.following.run();
    return adopted;
  }

  @Post(':name/:number/refusal')
  @HttpCode(200)
  @RightTo('refusePolicy')
  @JsonBody()
  refuse(@Param() path: Path, @Body() body: unknown, @Headers('idempotency-key') idempotencyKey: string | undefined, @SignedIn() person: Person): Promise<PolicyChangeView> {
    const { policy, number } = validatedPath(path);
    const { reason } = validated(ReasonBody, body);
    return this.commands.run({ policy, name: `refuse ${number}`, idempotencyKey, person }, (changes) => refuseVersion(changes, { number, by: person.sub, reason }));
  }
}

const validatedPath = ({ name, number }: Path) => ({ policy: validated(PolicyName, name), number: validated(PolicyChangeNumberInPath, number) });

/** @throws Refused `policy.flawed` with every flaw. */
function withoutFlaws(text: string): Policy {
  const linted = lintPolicy(text);
  if (linted.policy === undefined || hasErrors(linted)) throw new Refused({ code: 'policy.flawed', params: {} }, { flaws: linted.problems.map(shownFlaw) });
  return linted.policy;
}
