import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { WorkItemStatus } from '@lianshen/contracts/api';
import { partsOfRequestId, type CaseId, type Instant, type RequestId, type Result } from '@lianshen/contracts/kernel';
import type { Matter, Matters } from '@lianshen/platform/recusal';
import { OWN_KEYS } from '@lianshen/platform/process';
import { signEnvelope, type OwnKeys } from '@lianshen/platform/sealing';
import { AgencyClosing } from '../closing/agency-closing.js';
import { ENVIRONMENT, type AdapterEnvironment } from '../environment.js';
import { WORK_ITEM, type WorkItem, type WorkItems } from '../views/work-item.model.js';
import { readmitToItem, recuseFromItem, type ItemEvent, type ItemState } from '../worklist/domain/index.js';
import { ItemStreams } from '../worklist/item-streams.js';
import { readRequest } from '../worklist/read-request.js';

const CASES_MAX = 1_000;
const OPEN_MAX = 2_000;
const TO_DO: readonly WorkItemStatus[] = ['open', 'waiting', 'submitted', 'rejected'];

/** A request as a declaration sees it. One that came without a batch is declared for by itself. */
export const matterOf = (state: ItemState): Matter => ({ batch: state.batch ?? state.caseId, caseId: state.caseId, candidate: readRequest(state.requestJws)?.person });

/** The agency's cases: what its staff declare for, and are taken out of. */
@Injectable()
export class ItemMatters implements Matters {
  constructor(
    @InjectModel(WORK_ITEM) private readonly rows: WorkItems,
    @Inject(ItemStreams) private readonly items: ItemStreams,
    @Inject(AgencyClosing) private readonly closing: AgencyClosing,
    @Inject(OWN_KEYS) private readonly own: OwnKeys,
    @Inject(ENVIRONMENT) private readonly environment: AdapterEnvironment,
  ) {}

  mustBeOpen(): void {
    this.closing.mustBeOpen();
  }

  async casesOf(batch: string): Promise<readonly Matter[]> {
    const rows = await this.rows.find({ batch }).sort({ _id: 1 }).limit(CASES_MAX).lean<WorkItem[]>().exec();
    const ids = rows.length > 0 ? rows.map(({ _id }) => _id) : await this.requestsOf(batch);
    const newest = new Map<CaseId, RequestId>();
    for (const id of ids) newest.set(partsOfRequestId(id).caseId, id);
    const matters = await Promise.all([...newest.values()].map(async (id) => matterOf((await this.items.peek(id)).state)));
    return matters.filter((matter) => matter.batch === batch);
  }

  async openCases(): Promise<readonly Pick<Matter, 'batch' | 'caseId'>[]> {
    const rows = await this.rows.find({ status: { $in: [...TO_DO] } }).sort({ dueAt: 1, _id: 1 }).limit(OPEN_MAX).lean<WorkItem[]>().exec();
    return rows.map(({ _id, batch }) => ({ batch: batch ?? partsOfRequestId(_id).caseId, caseId: partsOfRequestId(_id).caseId }));
  }

  async recused(caseId: CaseId, person: string): Promise<void> {
    const { AGENCY_ID: agency } = this.environment;
    await this.inEach(caseId, `recused ${person}`, (state, requestId, now) => recuseFromItem(state, person, { requestId, agency, sign: (envelope) => signEnvelope(this.own, envelope) }, now));
  }

  async readmitted(caseId: CaseId, person: string): Promise<void> {
    await this.inEach(caseId, `readmitted ${person}`, (state, requestId) => readmitToItem(state, requestId, person));
  }

  /** Every request about the case, of whatever round: what somebody did for an earlier one counts as well. */
  private async inEach(caseId: CaseId, cause: string, decide: (state: ItemState, requestId: RequestId, now: Instant) => Result<ItemEvent[]>): Promise<void> {
    for (const requestId of await this.requestsOf(caseId)) {
      await this.items.execute(requestId, { cause, actor: { kind: 'machine', id: 'recusal' }, decide: (state, now) => decide(state, requestId, now) });
    }
  }

  private async requestsOf(caseId: CaseId): Promise<readonly RequestId[]> {
    // Ids of its requests begin with the case and a full stop; the slash is the next character after that.
    const rows = await this.rows.find({ _id: { $gt: `${caseId}.`, $lt: `${caseId}/` } }).limit(CASES_MAX).lean<WorkItem[]>().exec();
    return rows.map(({ _id }) => _id);
  }
}
