import { Inject, Injectable } from '@nestjs/common';
import type { AgencyEstimate, EstimateView } from '@lianshen/contracts/api';
import { toIso, type AgencyId, type Instant } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import { addWorkingMinutes, type WorkingCalendar } from '@lianshen/contracts/working-time';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { AgencyNames } from '../../agencies/agency-names.js';
import { AgencyRegistry } from '../../agencies/agency-registry.js';
import { Calendars } from '../../calendars/calendars.js';
import { quantileOf, type Step } from '../domain/estimate/curve.js';
import { accuracyOf, estimateAt, RANGE } from '../domain/estimate/estimate-agency.js';
import { slowestOf, type Reached } from '../domain/estimate/slowest.js';
import { timed } from '../domain/estimate/past-request.js';
import { oneDecimal } from '../domain/spread.js';
import { PastRequests } from './past-requests.js';

interface Line {
  readonly shown: AgencyEstimate;
  /** Empty where nothing is known. */
  readonly reached: readonly Reached[];
}

/** When agencies would answer what is sent to them now. */
@Injectable()
export class Estimates {
  constructor(
    @Inject(PastRequests) private readonly past: PastRequests,
    @Inject(AgencyRegistry) private readonly agencies: AgencyRegistry,
    @Inject(AgencyNames) private readonly names: AgencyNames,
    @Inject(Calendars) private readonly calendars: Calendars,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param shares agencies of the policy whose question would be asked; those that were merged are asked at their successors. */
  async of(policy: Policy, shares: readonly AgencyId[]): Promise<EstimateView> {
    const now = this.clock.now();
    const successors = this.agencies.successors();
    const asked = [...new Set(shares.map((share) => successors.get(share) ?? share))];
    const lines: Line[] = [];
    for (const agency of asked) lines.push(await this.line(agency, policy, now));
    return { now: toIso(now), policy: policy.name, agencies: lines.map(({ shown }) => shown), overall: overallOf(lines) };
  }

  private async line(agency: AgencyId, policy: Policy, now: Instant): Promise<Line> {
    const about = { agency, agencyName: this.names.under(policy)(agency, now), suspended: this.agencies.isSuspended(agency) };
    const calendar = this.calendars.of(agency);
    const { basis, requests: read } = await this.past.of(agency, policy.name);
    const requests = read.map((request) => timed(request, calendar));
    const { answers, unanswered, steps } = estimateAt(requests, now, calendar);
    if (about.suspended || steps.length === 0) return { shown: { ...about, basis: null, answers, unanswered, median: null, from: null, to: null, accuracy: null }, reached: [] };
    const accuracy = accuracyOf(requests, now, calendar);
    const moment = (share: number) => momentOf(quantileOf(steps, share), now, calendar);
    const range = { median: moment(RANGE.median), from: moment(RANGE.from), to: moment(RANGE.to) };
    const reached = steps.map(({ minutes, answered }) => ({ at: after(now, minutes, calendar), answered }));
    return { shown: { ...about, basis, answers, unanswered, ...range, accuracy: accuracy.tried > 0 ? accuracy : null }, reached };
  }
}

const momentOf = (step: Step | undefined, now: Instant, calendar: WorkingCalendar): AgencyEstimate['median'] =>
  step ? { workingMinutes: oneDecimal(step.minutes), at: toIso(after(now, step.minutes, calendar)) } : null;

const after = (now: Instant, minutes: number, calendar: WorkingCalendar): Instant => addWorkingMinutes(now, minutes, calendar).dueAt;

/** While nothing is known of one of them, nothing is said of the whole. */
function overallOf(lines: readonly Line[]): EstimateView['overall'] {
  const unknown = lines.filter(({ reached }) => reached.length === 0).map(({ shown }) => shown.agency);
  if (unknown.length > 0 || lines.length === 0) return { medianAt: null, fromAt: null, toAt: null, unknown };
  const slowest = slowestOf(lines.map(({ reached }) => reached));
  const moment = (share: number): string | null => {
    const reached = quantileOf(slowest, share);
    return reached ? toIso(reached.at) : null;
  };
  return { medianAt: moment(RANGE.median), fromAt: moment(RANGE.from), toAt: moment(RANGE.to), unknown };
}
