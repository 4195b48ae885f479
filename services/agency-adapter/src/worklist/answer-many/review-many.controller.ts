import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ReviewManyBody, type ManyReviewed, type ReviewedItem } from '@lianshen/contracts/api';
import { partsOfRequestId, toIso, type RequestId, type Result } from '@lianshen/contracts/kernel';
import { AccessLog } from '@lianshen/platform/access';
import { JsonBody, validated } from '@lianshen/platform/http';
import { SignedIn, type Person } from '@lianshen/platform/identity';
import { statusOf } from '../../views/work-item.model.js';
import { BundleStreams } from '../bundles/bundle-streams.js';
import { firstCategoryOf, openTaskOf } from '../domain/index.js';
import { describeRefusal } from '../item-outcomes.js';
import { ManyItems, openItems, type OpenItem } from '../many-items.js';
import { ForStaff, signerOf } from '../staff.js';
import { ClearAnswers, type ClearAnswer } from './clear-answers.js';

@Controller('api/bundles/review')
export class ReviewManyController {
  constructor(
    @Inject(ManyItems) private readonly many: ManyItems,
    @Inject(ClearAnswers) private readonly clearAnswers: ClearAnswers,
    @Inject(BundleStreams) private readonly bundles: BundleStreams,
    @Inject(AccessLog) private readonly access: AccessLog,
  ) {}

  /** What each selected item would be answered, or why it would stay as it is. Nothing changes. */
  @Post()
  @HttpCode(200)
  @ForStaff('reviewMany')
  @JsonBody()
  async review(@Body() body: unknown, @SignedIn() person: Person): Promise<ManyReviewed> {
    const { requestIds } = validated(ReviewManyBody, body);
    const clerk = signerOf(person);
    const absent = await this.many.mustBePresent(person);
    const opened = await this.many.open(requestIds, person, ['listItems', 'claimItem', 'submitAnswer']);
    const answerable = openItems(opened);
    const prepared = await this.clearAnswers.prepare(answerable, { clerk, absent, bundle: this.bundles.idOf(clerk.id, 'review') });
    await Promise.all(answerable.map((item) => this.record(item, person)));
    return { items: requestIds.map((requestId) => this.describe(requestId, opened.get(requestId), prepared.get(requestId))) };
  }

  private async record({ requestId, state, acting, request }: OpenItem, person: Person): Promise<void> {
    const fields = request?.person.name === undefined ? [] : ['person.name'];
    await this.access.record(requestId, person, { operation: 'reviewMany', fields, task: openTaskOf(state, acting) });
  }

  private describe(requestId: RequestId, opened: Result<OpenItem> | undefined, answer: ClearAnswer | undefined): ReviewedItem {
    const { caseId } = partsOfRequestId(requestId);
    if (!opened?.ok || !answer) {
      const refusal = opened?.ok === false ? describeRefusal(opened.refusal) : null;
      return { requestId, caseId, name: null, dueAt: null, status: null, seq: 0, category: null, proposal: null, refusal };
    }
    const { state, seq, request } = opened.value;
    const wouldBe = this.clearAnswers.tryOut(answer);
    return {
      requestId,
      caseId,
      name: request?.person.name ?? null,
      dueAt: state.dueAt === undefined ? null : toIso(state.dueAt),
      status: statusOf(state),
      seq,
      category: firstCategoryOf(request?.categories ?? {}, 'CLEAR') ?? null,
      proposal: answer.lookUp?.outcome === 'found' ? answer.lookUp.code : null,
      refusal: wouldBe.ok ? null : describeRefusal(wouldBe.refusal),
    };
  }
}
