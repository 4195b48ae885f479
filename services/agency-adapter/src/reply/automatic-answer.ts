import { Inject, Injectable } from '@nestjs/common';
import type { Finding, FlagCode, Request, Signer } from '@lianshen/contracts/messages';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { AgencyClosing } from '../closing/agency-closing.js';
import { RegisterConnector } from '../connectors/register/register-connector.js';
import { ENVIRONMENT, type AdapterEnvironment } from '../environment.js';
import type { Answer } from '../worklist/domain/index.js';
import { covers, type StandingOrder } from './standing-order.js';

/** What the register's word is worth as evidence: an open matter is under verification, the rest stands on record. */
const evidenceOf = (code: FlagCode): Finding['evidenceLevel'] => (code === 'FLAG_VERIFYING' ? 'under-verification' : 'verified');

/** Answers from the register where a standing order of two named persons covers the answer; else a person answers. */
@Injectable()
export class AutomaticAnswer {
  constructor(
    @Inject(RegisterConnector) private readonly register: RegisterConnector,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: AdapterEnvironment,
    @Inject(AgencyClosing) private readonly closing: Pick<AgencyClosing, 'isClosed'>,
  ) {}

  /** @returns undefined where nothing may go out by itself: the agency was merged into another, no order, no register, too few signers, no category for the code. */
  find(request: Request): Answer | undefined {
    if (this.closing.isClosed) return undefined;
    const order = this.environment.STANDING_ORDER_FILE;
    const found = this.register.find(request.person.identityNumber);
    if (!order || !found || !covers(order, found.code, this.clock.now())) return undefined;
    const signers = signersOf(order);
    // The coordinator would reject it: people sign what takes more signatures than the order has.
    if (signers.approvers.length < (request.approversMin ?? 1)) return undefined;
    const category = Object.entries(request.categories).find(([, code]) => code === found.code)?.[0];
    if (category === undefined) return undefined;
    const findings = found.findings.map(({ code, facts, basis }): Finding => ({ facts, basis, evidenceLevel: evidenceOf(code), heard: 'not-permitted' }));
    return { code: found.code, category, findings, mode: 'automatic', standingOrder: order.id, ...signers };
  }
}

function signersOf({ signers }: StandingOrder): { clerk: Signer; approvers: Signer[] } {
  const named = (role: 'clerk' | 'approver'): Signer[] => signers.filter((signer) => signer.role === role).map(({ id, name }) => ({ id, name }));
  const [clerk] = named('clerk');
  // The schema of a standing order asks for exactly one.
  return { clerk: clerk as Signer, approvers: named('approver') };
}
