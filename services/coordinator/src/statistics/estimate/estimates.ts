import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { AgencyEstimate, EstimateView } from '@lianshen/contracts/api';
import { toIso, type AgencyId, type Instant } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { AgencyNames } from '../../agencies/agency-names.js';
import { AgencyRegistry } from '../../agencies/agency-registry.js';
import { Calendars } from '../../calendars/calendars.js';
import { quantileOf } from '../domain/estimate/curve.js';
import { accuracyOf, estimateAt, RANGE, type Accuracy } from '../domain/estimate/estimate-agency.js';
import { after, isCaseInside, pastCasesOf, rangeBefore, reachedAfter, type AskedAgency } from '../domain/estimate/past-cases.js';
import { timed } from '../domain/estimate/past-request.js';
import { slowestOf, type Reached } from '../domain/estimate/slowest.js';
import { oneDecimal } from '../domain/spread.js';
import { PastRequests } from './past-requests.js';

/** So many of the last cases are held against what was known before them. */
const CASES_TRIED_MAX = 20;
/** Lists of one moment share a range; for so many moments one is drawn. */
const MOMENTS_MAX = 60;

interface Line extends AskedAgency {
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
    return { now: toIso(now), policy: policy.name, agencies: lines.map(({ shown }) => shown), overall: await overallOf(lines, now) };
  }

  private async line(agency: AgencyId, policy: Policy, now: Instant): Promise<Line> {
    const about = { agency, agencyName: this.names.under(policy)(agency, now), suspended: this.agencies.isSuspended(agency) };
    const calendar = this.calendars.of(agency);
    const { basis, requests: read } = await this.past.of(agency, policy.name);
    const requests = read.map((request) => timed(request, calendar));
    const { answers, unanswered, steps } = estimateAt(requests, now, calendar);
    if (about.suspended || steps.length === 0) return { requests, calendar, shown: { ...about, basis: null, answers, unanswered, median: null, from: null, to: null, accuracy: null }, reached: [] };
    const moment = (share: number): AgencyEstimate['median'] => {
      const step = quantileOf(steps, share);
      return step ? { workingMinutes: oneDecimal(step.minutes), at: toIso(after(now, step.minutes, calendar)) } : null;
    };
    const range = { median: moment(RANGE.median), from: moment(RANGE.from), to: moment(RANGE.to) };
    const shown = { ...about, basis, answers, unanswered, ...range, accuracy: judged(accuracyOf(requests, now, calendar)) };
    return { requests, calendar, shown, reached: reachedAfter(now, steps, calendar) };
  }
}

const judged = (accuracy: Accuracy): Accuracy | null => (accuracy.tried > 0 ? accuracy : null);

/** While nothing is known of one of them, nothing is said of the whole. */
async function overallOf(lines: readonly Line[], now: Instant): Promise<EstimateView['overall']> {
  const unknown = lines.filter(({ reached }) => reached.length === 0).map(({ shown }) => shown.agency);
  if (unknown.length > 0 || lines.length === 0) return { medianAt: null, fromAt: null, toAt: null, accuracy: null, unknown };
  const slowest = slowestOf(lines.map(({ reached }) => reached));
  const moment = (share: number): string | null => {
    const reached = quantileOf(slowest, share);
    return reached ? toIso(reached.at) : null;
  };
  return { medianAt: moment(RANGE.median), fromAt: moment(RANGE.from), toAt: moment(RANGE.to), accuracy: judged(await accuracyOfCases(lines, now)), unknown };
}

/** It takes a while for many agencies: others have their turn in between. */
async function accuracyOfCases(lines: readonly Line[], now: Instant): Promise<Accuracy> {
  const ranges = new Map<Instant, ReturnType<typeof rangeBefore>>();
  let [tried, inside] = [0, 0];
  for (const past of pastCasesOf(lines)) {
    if (tried === CASES_TRIED_MAX || ranges.size === MOMENTS_MAX) break;
    if (!ranges.has(past.sentAt)) {
      await nextTurn();
      ranges.set(past.sentAt, rangeBefore(past.sentAt, lines));
    }
    const range = ranges.get(past.sentAt);
    const isInside = range && isCaseInside(past, range, lines, now);
    if (isInside !== undefined) tried += 1;
    if (isInside) inside += 1;
  }
  return { tried, inside };
}
