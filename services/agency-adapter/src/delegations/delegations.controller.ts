import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { DelegationNumber, EndDelegationBody, GrantDelegationBody, PageQuery, type DelegationPage } from '@lianshen/contracts/api';
import { toIso, type Instant, type Result } from '@lianshen/contracts/kernel';
import { JsonBody, orRefused, Refused, readIdempotencyKey, readSlice, sliceOf, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { isOnRecord } from '@lianshen/platform/ledger';
import { ForStaff, signerOf } from '../worklist/staff.js';
import type { DelegationEvent } from './delegation-event.js';
import type { Delegation, DelegationState } from './delegation-state.js';
import { Delegations } from './delegations.js';
import { endDelegation, grantDelegation } from './grant-delegation.js';

const FIRST_PAGE = { limit: 50 };

@Controller('api/delegations')
export class DelegationsController {
  constructor(@Inject(Delegations) private readonly delegations: Delegations) {}

  /** Who is absent, and who acts in whose place, the newest first. */
  @Get()
  @ForStaff('listDelegations')
  async list(@Query() query: unknown): Promise<DelegationPage> {
    return this.show(validated(PageQuery, query));
  }

  /** Records an absence, or lets somebody act in another's place. */
  @Post()
  @ForStaff('grantDelegation')
  @JsonBody()
  async grant(@Body() body: unknown, @Headers('idempotency-key') key: string | undefined, @SignedIn() person: Person): Promise<DelegationPage> {
    const { from, until, to, role, ...asked } = validated(GrantDelegationBody, body);
    const command = { ...asked, to, role, from: Date.parse(from), until: Date.parse(until), by: signerOf(person).id, bySuperior: isBySuperior(person) };
    return this.run('grant', key, person, (state, now) => grantDelegation(state, command, now));
  }

  /** Ends one before its time. */
  @Post(':number/end')
  @HttpCode(200)
  @ForStaff('endDelegation')
  @JsonBody()
  async end(@Param('number') text: string, @Body() body: unknown, @Headers('idempotency-key') key: string | undefined, @SignedIn() person: Person): Promise<DelegationPage> {
    const number = validated(DelegationNumber, text);
    const { reason } = validated(EndDelegationBody, body);
    const command = { number, by: signerOf(person).id, bySuperior: isBySuperior(person), reason };
    return this.run('end', key, person, (state) => endDelegation(state, command));
  }

  private async run(name: string, key: string | undefined, { sub }: Person, decide: (state: DelegationState, now: Instant) => Result<DelegationEvent[]>): Promise<DelegationPage> {
    const cause = `${name} ${readIdempotencyKey(key)}`;
    const { acts } = await this.delegations.history();
    if (!isOnRecord(acts, cause, sub)) orRefused(await this.delegations.execute({ cause, actor: { kind: 'person', id: sub }, decide }));
    return this.show(FIRST_PAGE);
  }

  private async show(query: PageQuery): Promise<DelegationPage> {
    const { folded } = await this.delegations.history();
    const { items, next } = sliceOf([...folded.state].reverse(), readSlice(query));
    return { items: items.map(describe), next };
  }
}

/**
 * Whether it is the superior's decision; whoever is head here acts as the head. What was lent is not lent on.
 * @throws Refused where neither role is the person's own.
 */
function isBySuperior({ roles }: Person): boolean {
  if (roles.includes('agencyHead')) return false;
  if (roles.includes('superior')) return true;
  throw new Refused({ code: 'identity.not-permitted', params: {} });
}

const describe = ({ number, of, ofName, to, toName, role, ground, scope, from, until, reason, by, grantedAt, ended }: Delegation): DelegationPage['items'][number] => ({
  number, ground, scope, reason, by,
  of: { id: of, name: ofName || of },
  to: to === undefined ? null : { id: to, name: toName || to },
  role: role ?? null,
  from: toIso(from),
  until: toIso(until),
  grantedAt: toIso(grantedAt),
  ended: ended ? { at: toIso(ended.at), by: ended.by, reason: ended.reason } : null,
});
