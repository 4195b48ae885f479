import { Inject, Injectable } from '@nestjs/common';
import type { AgencyId } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import { drawRandomBytes } from '@lianshen/platform/sealing';
import { AgencyNames } from '../agencies/agency-names.js';
import { AgencyRegistry } from '../agencies/agency-registry.js';
import { Calendars } from '../calendars/calendars.js';
import type { Asking, FormerAgency } from './domain/index.js';
import { RequestPayloads } from './send-requests/request-payloads.js';

/** Hands a decision what it needs to ask agencies: chance, calendars, who was merged into whom by now, and who is suspended. */
@Injectable()
export class AskingAgencies {
  constructor(
    @Inject(AgencyRegistry) private readonly agencies: AgencyRegistry,
    @Inject(AgencyNames) private readonly names: AgencyNames,
    @Inject(Calendars) private readonly calendars: Calendars,
    @Inject(RequestPayloads) private readonly payloads: RequestPayloads,
  ) {}

  /** @param also agencies that the policy does not name and that may be asked. */
  under(policy: Policy, also: readonly AgencyId[] = []): Asking {
    const successorOf = this.agencies.successors();
    // All of them: an agency that the policy does not name may have been asked in its place.
    const successors = Object.fromEntries(successorOf);
    const named = [...new Set([...policy.agencies.map(({ agency }) => agency), ...also, ...successorOf.values()])];
    const nonces = Object.fromEntries(named.map((agency) => [agency, drawRandomBytes(16).toString('base64url')]));
    return { policy, calendarOf: (agency) => this.calendars.of(agency), nonces, successors, suspended: named.filter((agency) => this.agencies.isSuspended(agency)), sha256: this.payloads.hash };
  }

  /** What is told of those that have a successor. */
  former({ policy, successors }: Asking): Readonly<Record<AgencyId, FormerAgency>> {
    const nameOf = this.names.under(policy);
    return Object.fromEntries(
      Object.keys(successors).flatMap((agency) => {
        const merger = this.agencies.find(agency)?.merger;
        return merger ? [[agency, { name: nameOf(agency, merger.effectiveAt), at: merger.effectiveAt, basis: merger.reason }]] : [];
      }),
    );
  }
}
