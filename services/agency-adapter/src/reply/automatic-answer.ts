import { Inject, Injectable } from '@nestjs/common';
import type { Sha256 } from '@lianshen/contracts/kernel';
import type { Finding, Request, Signer } from '@lianshen/contracts/messages';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { ROOT_SECRET } from '@lianshen/platform/process';
import type { Found } from '../connectors/connector.js';
import { LookUps } from '../connectors/look-ups.js';
import type { UnavailableCode } from '../connectors/unavailable.js';
import { AgencyClosing } from '../closing/agency-closing.js';
import { ENVIRONMENT, type AdapterEnvironment } from '../environment.js';
import { firstCategoryOf, type Answer, type MachineAnswer } from '../worklist/domain/index.js';
import { drawTicket } from './draw-ticket.js';
import { covers, isInForce, type StandingOrder } from './standing-order.js';

/** What a machine has to say: an answer under a standing order, nothing because people answer this, or nothing yet. */
export type Automatic =
  | { readonly outcome: 'answers'; readonly machine: MachineAnswer }
  | { readonly outcome: 'left-to-people' }
  | { readonly outcome: 'unavailable'; readonly code: UnavailableCode };

const LEFT: Automatic = { outcome: 'left-to-people' };

/** Answers from the agency's records where a standing order of named persons covers the answer; else a person answers. */
@Injectable()
export class AutomaticAnswer {
  constructor(
    @Inject(LookUps) private readonly lookUps: LookUps,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ROOT_SECRET) private readonly secret: Buffer,
    @Inject(ENVIRONMENT) private readonly environment: AdapterEnvironment,
    @Inject(AgencyClosing) private readonly closing: Pick<AgencyClosing, 'isClosed'>,
  ) {}

  /**
   * Left to people: the agency was merged into another, no order in force, too few signers, nothing to say, a code that the order does not cover or the
   * request has no wording for. Nobody is looked up where no order could make use of it.
   * @param requestHash of the request as it was signed; the draw hangs on it.
   */
  async find(request: Request, requestHash: Sha256): Promise<Automatic> {
    const order = this.environment.STANDING_ORDER_FILE;
    if (this.closing.isClosed || !order || !isInForce(order, this.clock.now())) return LEFT;
    const signers = signersOf(order);
    // The coordinator would reject it: people sign what takes more signatures than the order has.
    if (signers.approvers.length < (request.approversMin ?? 1)) return LEFT;
    const lookUp = await this.lookUps.ask(request);
    if (lookUp.outcome === 'unavailable') return lookUp;
    if (lookUp.outcome === 'nothing-to-say' || !covers(order, lookUp.code, this.clock.now())) return LEFT;
    const answer = answerOf(lookUp, request);
    if (!answer) return LEFT;
    return { outcome: 'answers', machine: { answer: { ...answer, mode: 'automatic', standingOrder: order.id, ...signers }, ...this.draw(order, requestHash) } };
  }

  private draw({ checkOneIn: oneIn }: StandingOrder, requestHash: Sha256): Pick<MachineAnswer, 'draw'> {
    return oneIn === undefined ? {} : { draw: { oneIn, ticket: drawTicket(this.secret, requestHash, oneIn) } };
  }
}

function answerOf({ code, category: chosen, findings: found }: Found, { categories }: Request): Pick<Answer, 'code' | 'category' | 'findings'> | undefined {
  const category = chosen ?? firstCategoryOf(categories, code);
  if (category === undefined) return undefined;
  const findings = found.map(({ facts, basis, evidenceLevel }): Finding => ({ facts, basis, evidenceLevel, heard: 'not-permitted' }));
  return { code, category, findings };
}

function signersOf({ signers }: StandingOrder): { clerk: Signer; approvers: Signer[] } {
  const named = (role: 'clerk' | 'approver'): Signer[] => signers.filter((signer) => signer.role === role).map(({ id, name }) => ({ id, name }));
  const [clerk] = named('clerk');
  // The schema of a standing order asks for exactly one.
  return { clerk: clerk as Signer, approvers: named('approver') };
}
