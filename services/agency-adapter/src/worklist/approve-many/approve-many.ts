import { Inject, Injectable } from '@nestjs/common';
import type { ApproveManyBody, ManyApproved, WorkItemStatus } from '@lianshen/contracts/api';
import { canonicalJson, ok, type Instant, type RequestId, type Result } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { readIdempotencyKey } from '@lianshen/platform/http';
import type { Person } from '@lianshen/platform/identity';
import { isOnRecord } from '@lianshen/platform/ledger';
import { OWN_KEYS } from '@lianshen/platform/process';
import { signEnvelope, signTogether, type OwnKeys, type SignedMessage } from '@lianshen/platform/sealing';
import { statusOf } from '../../views/work-item.model.js';
import { BundleStreams } from '../bundles/bundle-streams.js';
import { submissionIn } from '../bundles/submission-in.js';
import type { SignEnvelope } from '../domain/index.js';
import { ItemOutcomes } from '../item-outcomes.js';
import { ItemStreams } from '../item-streams.js';
import { ManyItems, openItems, type OpenItem } from '../many-items.js';
import { whileAllowed } from '../permitted.js';
import { prepareApproval, type PreparedApproval } from './prepare-approval.js';

/** Which items are to be signed, and of each the submission that was seen; undefined where there was none. */
interface Chosen {
  readonly requestIds: readonly RequestId[];
  readonly submissionOf: (item: OpenItem) => number | undefined;
}

/** A second person signs many waiting answers at once; the verdicts that this completes share one signature. */
@Injectable()
export class ApproveMany {
  constructor(
    @Inject(ManyItems) private readonly many: ManyItems,
    @Inject(BundleStreams) private readonly bundles: BundleStreams,
    @Inject(ItemStreams) private readonly items: ItemStreams,
    @Inject(ItemOutcomes) private readonly outcomes: ItemOutcomes,
    @Inject(OWN_KEYS) private readonly own: OwnKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Each item in its own stream, by the rules for one. @throws Refused where the whole command is: `staff.absent`,
   * `bundle.unknown`, `idempotency.key-missing`.
   */
  async approve(body: ApproveManyBody, idempotencyKey: string | undefined, person: Person): Promise<ManyApproved> {
    const cause = `approve-many ${readIdempotencyKey(idempotencyKey)}`;
    await this.many.mustBePresent(person);
    const { requestIds, submissionOf } = await this.chosenBy(body);
    const opened = await this.many.open(requestIds, person, ['approveAnswer']);
    const now = this.clock.now();
    const prepared = new Map<RequestId, PreparedApproval>();
    for (const item of openItems(opened)) {
      const submission = submissionOf(item);
      if (submission !== undefined && !isOnRecord(item.acts, cause, person.sub)) prepared.set(item.requestId, prepareApproval(item, submission, person, now));
    }
    const signed = this.signAll([...prepared.values()], now);
    // What was refused to the clerk is no part of the bundle that the approver is told of.
    const listed = requestIds.filter((id) => !isNoneOf(opened.get(id), submissionOf));
    const outcomes = await this.outcomes.each('approve', listed, async (id) => {
      const item = opened.get(id);
      if (!item?.ok) return item;
      const approval = prepared.get(id);
      return approval ? this.execute(approval, signed, cause) : ok(statusOf(item.value.state));
    });
    return { outcomes };
  }

  private async chosenBy(body: ApproveManyBody): Promise<Chosen> {
    if ('items' in body) {
      const numbers = new Map(body.items.map(({ requestId, submission }) => [requestId, submission]));
      return { requestIds: [...numbers.keys()], submissionOf: ({ requestId }) => numbers.get(requestId) };
    }
    const { bundleId, leftOut } = body;
    const bundle = await this.bundles.get(bundleId);
    const stays = new Set([...bundle.leftOut, ...leftOut]);
    return { requestIds: bundle.items.filter((id) => !stays.has(id)), submissionOf: ({ acts }) => submissionIn(bundleId, acts) };
  }

  /** By the bytes of the verdict: one signature for all of them. */
  private signAll(prepared: readonly PreparedApproval[], now: Instant): ReadonlyMap<string, SignedMessage> {
    const envelopes = prepared.flatMap(({ envelope }) => envelope ?? []);
    if (envelopes.length === 0) return new Map();
    const signed = signTogether(this.own, envelopes, now);
    return new Map(envelopes.map((envelope, index) => [canonicalJson(envelope), signed[index] as SignedMessage]));
  }

  private async execute({ item, decide, wouldBe }: PreparedApproval, signed: ReadonlyMap<string, SignedMessage>, cause: string): Promise<Result<WorkItemStatus>> {
    if (!wouldBe.ok) return wouldBe;
    // Where the item has moved on since, its verdict is another one, and has a signature of its own.
    const sign: SignEnvelope = (envelope) => signed.get(canonicalJson(envelope)) ?? signEnvelope(this.own, envelope);
    const executed = await this.items.execute(item.requestId, { cause, actor: { kind: 'person', id: item.acting.sub }, decide: whileAllowed(item.acting, 'approveAnswer', (state) => decide(state, sign)) });
    return executed.ok ? ok(statusOf(executed.value.folded.state)) : executed;
  }
}

const isNoneOf = (item: Result<OpenItem> | undefined, submissionOf: Chosen['submissionOf']): boolean => item?.ok === true && submissionOf(item.value) === undefined;
