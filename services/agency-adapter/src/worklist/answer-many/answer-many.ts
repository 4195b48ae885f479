import { Inject, Injectable } from '@nestjs/common';
import type { AnswerManyBody, ManyAnswered, WorkItemStatus } from '@lianshen/contracts/api';
import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import { orRefused, readIdempotencyKey } from '@lianshen/platform/http';
import type { Person } from '@lianshen/platform/identity';
import { isOnRecord } from '@lianshen/platform/ledger';
import { statusOf } from '../../views/work-item.model.js';
import { BundleStreams } from '../bundles/bundle-streams.js';
import { ItemOutcomes } from '../item-outcomes.js';
import { ItemStreams } from '../item-streams.js';
import { ManyItems, openItems } from '../many-items.js';
import { whileAllowed } from '../permitted.js';
import { signerOf } from '../staff.js';
import { ClearAnswers, type ClearAnswer } from './clear-answers.js';

/** A clerk answers many items at once: all clear but these. */
@Injectable()
export class AnswerMany {
  constructor(
    @Inject(ManyItems) private readonly many: ManyItems,
    @Inject(BundleStreams) private readonly bundles: BundleStreams,
    @Inject(ClearAnswers) private readonly clearAnswers: ClearAnswers,
    @Inject(ItemStreams) private readonly items: ItemStreams,
    @Inject(ItemOutcomes) private readonly outcomes: ItemOutcomes,
  ) {}

  /**
   * Each item in its own stream, by the rules for one; what is selected stands on record first.
   * @throws Refused where the whole command is: `staff.absent`, `idempotency.key-missing`, `idempotency.key-reused`.
   */
  async answer({ items, leftOut }: AnswerManyBody, idempotencyKey: string | undefined, person: Person): Promise<ManyAnswered> {
    const key = readIdempotencyKey(idempotencyKey);
    const cause = `answer-many ${key}`;
    const clerk = signerOf(person);
    const absent = await this.many.mustBePresent(person);
    const bundleId = this.bundles.idOf(person.sub, key);
    const ids = items.map(({ requestId }) => requestId);
    orRefused(await this.bundles.record(cause, { bundleId, by: clerk.id, items: ids, leftOut }));
    const stays = new Set(leftOut);
    const opened = await this.many.open(ids.filter((id) => !stays.has(id)), person, ['claimItem', 'submitAnswer']);
    const toAnswer = openItems(opened).filter(({ acts }) => !isOnRecord(acts, cause, person.sub));
    const prepared = await this.clearAnswers.prepare(toAnswer, { clerk, absent, bundle: bundleId });
    const seen = new Map(items.map(({ requestId, seq }) => [requestId, seq]));
    const outcomes = await this.outcomes.each('answer', ids, async (id) => {
      const item = opened.get(id);
      if (!item?.ok) return item;
      const answer = prepared.get(id);
      return answer ? this.submit(answer, seen.get(id), cause) : ok(statusOf(item.value.state));
    });
    return { bundleId, outcomes };
  }

  private async submit(answer: ClearAnswer, seen: number | undefined, cause: string): Promise<Result<WorkItemStatus>> {
    const { item, decide } = answer;
    const wouldBe = this.clearAnswers.tryOut(answer);
    if (wouldBe.ok && item.seq !== seen) return refuse('item.changed');
    const executed = await this.items.execute(item.requestId, { cause, actor: { kind: 'person', id: item.acting.sub }, decide: whileAllowed(item.acting, 'submitAnswer', decide) });
    return executed.ok ? ok(statusOf(executed.value.folded.state)) : executed;
  }
}
