import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Registry } from 'prom-client';
import { Fault, type AgencyId, type CaseId, type Instant, type Result } from '@lianshen/contracts/kernel';
import { LOG } from '@lianshen/platform/process';
import { walkRows } from '@lianshen/platform/store';
import { counter, METRICS, type Log } from '@lianshen/platform/telemetry';
import { AgencyRegistry } from '../../agencies/agency-registry.js';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { REQUEST_ROW, type RequestRow, type RequestRows } from '../../views/request-row.model.js';
import { AskingAgencies } from '../asking-agencies.js';
import { CaseStreams } from '../case-streams.js';
import { moveMerged, releaseWithheld, type Asking, type CaseEvent, type CaseState } from '../domain/index.js';

/** So many cases at once, so that a reform in the middle of a large batch leaves the process free for others. */
const GROUP = 20;
/** And so many in one turn; the next goes on, because what has moved is in the list no more. */
const TURN_MAX = 5_000;

type Decide = (state: CaseState, asking: Asking, now: Instant) => Result<CaseEvent[]>;

/** Moves open requests of agencies that were merged, and sends what was withheld for agencies that work again. */
@Injectable()
export class MoveRequests {
  private readonly outcomes;

  constructor(
    @InjectModel(REQUEST_ROW) private readonly rows: RequestRows,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(AgencyRegistry) private readonly agencies: AgencyRegistry,
    @Inject(AskingAgencies) private readonly asking: AskingAgencies,
    @Inject(LOG) private readonly log: Log,
    @Inject(METRICS) registry: Registry,
  ) {
    this.outcomes = counter(registry, 'hub_requests_moved_total', 'requests of merged or suspended agencies that were taken on, by outcome', ['outcome']);
  }

  /** One turn over what agencies that were merged have not answered. @returns how many cases changed. */
  async moveMerged(): Promise<number> {
    let moved = 0;
    for (const agency of this.agencies.successors().keys()) {
      moved += await this.walk({ open: true, agency }, 'merger', (state, asking, now) => moveMerged(state, { asking, former: this.asking.former(asking) }, now));
    }
    return moved;
  }

  /** One turn over what was withheld. @returns how many cases changed. */
  async releaseWithheld(): Promise<number> {
    const withheld = new Set<AgencyId>();
    for await (const { agency } of walkRows(this.rows, { withheld: 'suspended' }, 'dueAt')) withheld.add(agency);
    let released = 0;
    for (const agency of withheld) {
      if (this.agencies.isSuspended(agency)) continue;
      released += await this.walk({ withheld: 'suspended', agency }, 'resumption', (state, asking, now) => releaseWithheld(state, agency, asking, now));
    }
    return released;
  }

  private async walk(filter: object, cause: string, decide: Decide): Promise<number> {
    let moved = 0;
    let looked = 0;
    let group: RequestRow[] = [];
    for await (const row of walkRows(this.rows, filter, 'dueAt')) {
      // That waits for a person.
      if (row.withheld === 'successor-declined') continue;
      group.push(row);
      if (++looked >= TURN_MAX) break;
      if (group.length < GROUP) continue;
      moved += await this.moveGroup(group, cause, decide);
      group = [];
    }
    return moved + (await this.moveGroup(group, cause, decide));
  }

  private async moveGroup(group: readonly RequestRow[], cause: string, decide: Decide): Promise<number> {
    const moved = await Promise.all(group.map(({ caseId, agency }) => this.move(caseId, agency, cause, decide)));
    return moved.filter((each) => each).length;
  }

  /** One case that cannot be moved for a reason of its own holds up no other. */
  private async move(caseId: CaseId, agency: AgencyId, cause: string, decide: Decide): Promise<boolean> {
    try {
      const policy = await this.policies.getPinned((await this.cases.peek(caseId)).policyHash);
      const asking = this.asking.under(policy, [agency]);
      const executed = await this.cases.execute(caseId, { cause, actor: { kind: 'machine', id: 'agency-changes' }, decide: (state, now) => decide(state, asking, now) });
      const isMoved = executed.ok && executed.value.events.length > 0;
      if (isMoved) this.outcomes.inc({ outcome: cause });
      return isMoved;
    } catch (error) {
      if (error instanceof Fault) throw error;
      this.outcomes.inc({ outcome: 'failed' });
      this.log.error({ err: error, caseId }, 'a request cannot be moved');
      return false;
    }
  }
}
