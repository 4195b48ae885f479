import { Inject, Injectable } from '@nestjs/common';
import type { AgencyId } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import { CHINA_CALENDAR } from '@lianshen/contracts/working-time';
import { drawRandomBytes } from '@lianshen/platform/sealing';
import { AgencyRegistry } from '../agencies/agency-registry.js';
import type { Asking } from './domain/index.js';
import { RequestPayloads } from './send-requests/request-payloads.js';

/** Hands a decision what it needs to ask agencies: chance, the calendar, and who was merged into whom by now. */
@Injectable()
export class AskingAgencies {
  constructor(
    @Inject(AgencyRegistry) private readonly agencies: AgencyRegistry,
    @Inject(RequestPayloads) private readonly payloads: RequestPayloads,
  ) {}

  /** @param also agencies that the policy does not name and that may be asked. */
  under(policy: Policy, also: readonly AgencyId[] = []): Asking {
    const named = [...policy.agencies.map(({ agency }) => agency), ...also];
    const merged = named.flatMap((agency) => {
      const recipient = this.agencies.recipientOf(agency);
      return recipient === agency ? [] : [[agency, recipient] as const];
    });
    const nonces = [...named, ...merged.map(([, recipient]) => recipient)].map((agency) => [agency, drawRandomBytes(16).toString('base64url')] as const);
    return { policy, calendar: CHINA_CALENDAR, nonces: Object.fromEntries(nonces), successors: Object.fromEntries(merged), sha256: this.payloads.hash };
  }
}
