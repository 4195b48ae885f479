import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { DryRunPolicyBody, LintPolicyBody, type DryRunView, type LintedPolicyView } from '@lianshen/contracts/api';
import { hasErrors } from '@lianshen/contracts/json-file';
import { COORDINATOR, toIso } from '@lianshen/contracts/kernel';
import { lintPolicy, type Policy } from '@lianshen/contracts/policy';
import { dryRun, type DryRunLine } from '@lianshen/contracts/reminders';
import { JsonBody, validated } from '@lianshen/platform/http';
import { Costly, RightTo } from '@lianshen/platform/identity';
import { Calendars } from '../../calendars/calendars.js';
import { explainedAgencies } from '../explained-agencies.js';
import { shownFlaw } from '../shown-flaw.js';

/** Tries a policy out before anybody is asked under it. Nothing of it is kept. */
@Controller('api/policies')
export class TryPolicyController {
  constructor(@Inject(Calendars) private readonly calendars: Calendars) {}

  /** What is wrong with a policy, and what it would mean. */
  @Post('lint')
  @HttpCode(200)
  @RightTo('lintPolicy')
  @Costly()
  @JsonBody()
  lint(@Body() body: unknown): LintedPolicyView {
    const { text } = validated(LintPolicyBody, body);
    const linted = lintPolicy(text);
    const { policy } = linted;
    return { problems: linted.problems.map(shownFlaw), usable: policy !== undefined && !hasErrors(linted), explained: policy ? explainedAgencies(policy) : null };
  }

  /** All that would fire, and when, in a case that nobody answers. */
  @Post('dry-run')
  @HttpCode(200)
  @RightTo('dryRunPolicy')
  @Costly()
  @JsonBody()
  run(@Body() body: unknown): DryRunView {
    const { text, start, haltedAt, facts } = validated(DryRunPolicyBody, body);
    const linted = lintPolicy(text);
    const problems = linted.problems.map(shownFlaw);
    const { policy } = linted;
    if (!policy || hasErrors(linted)) return { problems, lines: null };
    const lines = dryRun(policy, { start: Date.parse(start), haltedAt: haltedAt === undefined ? undefined : Date.parse(haltedAt), facts, calendarOf: (agency) => this.calendars.of(agency ?? COORDINATOR) });
    return { problems, lines: lines.map((line) => describe(policy, line)) };
  }
}

const describe = (policy: Policy, { at, what, agency, rule, tell, provisional }: DryRunLine): NonNullable<DryRunView['lines']>[number] => ({
  at: toIso(at),
  what,
  agency,
  agencyName: policy.agencies.find((each) => each.agency === agency)?.name ?? null,
  rule,
  tell,
  provisional,
});
