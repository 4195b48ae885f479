import { Controller, Get, Inject, Param } from '@nestjs/common';
import { BundleId, type BundleItem, type BundleView } from '@lianshen/contracts/api';
import { toIso, type Instant, type Result } from '@lianshen/contracts/kernel';
import { AccessLog } from '@lianshen/platform/access';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { Refused, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { prepareApproval } from '../approve-many/prepare-approval.js';
import { openTaskOf, type Submission } from '../domain/index.js';
import { describeRefusal } from '../item-outcomes.js';
import { ManyItems, type OpenItem } from '../many-items.js';
import { ForStaff } from '../staff.js';
import { BundleStreams, madeAtOf } from './bundle-streams.js';

/** An item whose answer waits. */
interface Waiting {
  readonly item: OpenItem;
  readonly submission: Submission;
}

@Controller('api/bundles')
export class ReadBundleController {
  constructor(
    @Inject(BundleStreams) private readonly bundles: BundleStreams,
    @Inject(ManyItems) private readonly many: ManyItems,
    @Inject(AccessLog) private readonly access: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What waits in a bundle, with the names, and whether the caller can sign it. Of those from whom they are recused they are not told. */
  @Get(':bundleId')
  @ForStaff('readBundle')
  async read(@Param('bundleId') id: string, @SignedIn() person: Person): Promise<BundleView> {
    const bundleId = validated(BundleId, id);
    const bundle = await this.bundles.get(bundleId);
    const opened = await this.many.open(bundle.items, person, ['listItems']);
    const waiting = [...opened.values()].flatMap((item) => waitingIn(bundleId, item));
    await Promise.all(waiting.map((each) => this.record(each, person)));
    const now = this.clock.now();
    return {
      bundleId,
      clerk: { id: bundle.by, name: waiting[0]?.submission.clerk.name ?? '' },
      submittedAt: madeAtOf(bundle),
      items: waiting.map((each) => describeWaiting(each, person, now)),
    };
  }

  private async record({ item: { requestId, state, acting, request }, submission }: Waiting, person: Person): Promise<void> {
    const fields = [...(request?.person.name === undefined ? [] : ['person.name']), ...(submission.answer ? ['submission'] : [])];
    await this.access.record(requestId, person, { operation: 'readBundle', fields, task: openTaskOf(state, acting) });
  }
}

/** @throws Refused `declaration.missing`: whoever has still to declare sees nobody of a batch. */
function waitingIn(bundleId: BundleId, opened: Result<OpenItem>): readonly Waiting[] {
  if (!opened.ok && opened.refusal.code === 'declaration.missing') throw new Refused(opened.refusal);
  const submission = opened.ok ? opened.value.state.submission : undefined;
  return opened.ok && submission?.bundle === bundleId ? [{ item: opened.value, submission }] : [];
}

function describeWaiting({ item, submission }: Waiting, person: Person, now: Instant): BundleItem {
  const { requestId, state: { caseId, dueAt, approversMin }, request } = item;
  const { number, answer, approvers } = submission;
  const { wouldBe } = prepareApproval(item, number, person, now);
  return {
    requestId,
    caseId,
    name: request?.person.name ?? null,
    dueAt: dueAt === undefined ? null : toIso(dueAt),
    submission: number,
    category: answer?.category ?? null,
    code: answer?.code ?? null,
    approvals: approvers.length,
    approversMin,
    refusal: wouldBe.ok ? null : describeRefusal(wouldBe.refusal),
  };
}
