import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { EarlierAnswers as EarlierAnswersView } from '@lianshen/contracts/api';
import { toIso, type RequestId } from '@lianshen/contracts/kernel';
import type { Request } from '@lianshen/contracts/messages';
import { mayDoWithItem } from '@lianshen/contracts/rights';
import { AccessLog } from '@lianshen/platform/access';
import type { Person } from '@lianshen/platform/identity';
import { Recusals } from '@lianshen/platform/recusal';
import { Delegations } from '../../delegations/delegations.js';
import { matterOf } from '../../recusal/item-matters.js';
import { statusOf, WORK_ITEM, type WorkItem, type WorkItems } from '../../views/work-item.model.js';
import { openTaskOf, type ItemState } from '../domain/index.js';
import { ItemStreams } from '../item-streams.js';
import type { ItemNow } from '../read-item/item-now.js';
import { readRequest } from '../read-request.js';
import { readVerdict } from '../read-verdict.js';
import { scopeOf } from '../scope-of.js';
import { ItemMarks } from '../search-items/item-marks.js';

const SHOWN_MAX = 20;
/** What is left out for who asks is not made up for beyond this. */
const LOOKED_AT_MAX = 50;

interface Earlier {
  readonly requestId: RequestId;
  readonly state: ItemState;
}

/** What this agency answered before about the same person, as the blind index finds it. */
@Injectable()
export class EarlierAnswers {
  constructor(
    @InjectModel(WORK_ITEM) private readonly rows: WorkItems,
    @Inject(ItemStreams) private readonly items: ItemStreams,
    @Inject(ItemMarks) private readonly marks: ItemMarks,
    @Inject(Recusals) private readonly recusals: Recusals,
    @Inject(Delegations) private readonly delegations: Delegations,
    @Inject(AccessLog) private readonly access: AccessLog,
  ) {}

  /** For somebody who has the item open. @throws Fault where it cannot be recorded that they read. */
  async of(item: ItemNow, person: Person): Promise<EarlierAnswersView> {
    const { subject } = await this.marks.ofRequest(item.requestId, item.state.requestJws);
    const by = knownBy(item.request);
    if (subject === undefined || by === null) return { by: null, items: [], undeclared: 0 };
    const found = await this.permitted(await this.before(item, subject), person);
    const opened = await Promise.all(found.map(async (each) => ({ ...each, opened: await this.recusals.mayOpen(person, matterOf(each.state)) })));
    const shown = opened.filter((each) => each.opened.ok).slice(0, SHOWN_MAX);
    const undeclared = opened.filter((each) => !each.opened.ok && each.opened.refusal.code === 'declaration.missing').length;
    const task = openTaskOf(item.state, item.acting);
    for (const { requestId, state } of shown) await this.access.record(requestId, person, { operation: 'readEarlierAnswers', fields: fieldsOf(state), task });
    return { by, items: shown.map(describe), undeclared };
  }

  /** Those that came before it, the newest first. */
  private async before({ requestId, state }: ItemNow, subject: string): Promise<readonly Earlier[]> {
    const filter = { subject, receivedAt: { $lte: new Date(state.receivedAt ?? 0) }, _id: { $ne: requestId } };
    const rows = await this.rows.find(filter).sort({ receivedAt: -1, _id: 1 }).limit(LOOKED_AT_MAX).lean<WorkItem[]>().exec();
    return Promise.all(rows.map(async ({ _id }) => ({ requestId: _id, state: (await this.items.peek(_id)).state })));
  }

  /** By the same right as in a list: of what was recalled the head alone is told. */
  private async permitted(found: readonly Earlier[], person: Person): Promise<readonly Earlier[]> {
    const acting = await this.delegations.actingFor(person);
    return found.filter(({ requestId, state }) => mayDoWithItem(acting(scopeOf(requestId, state)).roles, 'listItems', statusOf(state)));
  }
}

/** By what two requests are known to be about one person; `null` where the policy tells this agency neither. */
function knownBy(request: Request | undefined): EarlierAnswersView['by'] {
  if (request?.person.identityNumber !== undefined) return 'identity-number';
  return request?.person.name === undefined ? null : 'name';
}

const fieldsOf = ({ verdict }: ItemState): string[] => ['person.proposedPost', ...(verdict ? ['verdict'] : [])];

function describe({ requestId, state }: Earlier): EarlierAnswersView['items'][number] {
  const verdict = readVerdict(state.verdict?.jws);
  return {
    requestId,
    caseId: state.caseId,
    status: statusOf(state),
    receivedAt: state.receivedAt === undefined ? null : toIso(state.receivedAt),
    proposedPost: readRequest(state.requestJws)?.person.proposedPost ?? null,
    verdict: verdict
      ? {
          version: verdict.version, code: verdict.code, category: verdict.category, findings: verdict.findings, signedAt: verdict.decidedAt,
          clerk: verdict.clerk.name, approvers: verdict.approvers.map(({ name }) => name),
        }
      : null,
  };
}
