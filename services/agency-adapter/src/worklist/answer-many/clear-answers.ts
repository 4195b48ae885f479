import { Inject, Injectable } from '@nestjs/common';
import type { BundleId } from '@lianshen/contracts/api';
import { refuse, type RequestId, type Result } from '@lianshen/contracts/kernel';
import type { Signer } from '@lianshen/contracts/messages';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import type { LookUp } from '../../connectors/connector.js';
import { answerClear, supplementHashesOf, type AnswerClear, type ItemEvent, type ItemState } from '../domain/index.js';
import type { OpenItem } from '../many-items.js';
import { Drafts, type Draft } from '../save-draft/drafts.js';
import { besideOf, RecordsOfMany } from './records-of-many.js';

/** Who answers many, and as which bundle. */
export interface Answering {
  readonly clerk: Signer;
  readonly absent: ReadonlySet<string>;
  readonly bundle: BundleId;
}

/** A clear answer to one of many, ready to be decided. */
export interface ClearAnswer {
  readonly item: OpenItem;
  readonly lookUp: LookUp | undefined;
  readonly decide: (state: ItemState, now: number) => Result<ItemEvent[]>;
}

/** Prepares the clear answers to many items: what stands beside each, a form or the agency's records, is asked first. */
@Injectable()
export class ClearAnswers {
  constructor(
    @Inject(Drafts) private readonly drafts: Drafts,
    @Inject(RecordsOfMany) private readonly records: RecordsOfMany,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async prepare(items: readonly OpenItem[], answering: Answering): Promise<ReadonlyMap<RequestId, ClearAnswer>> {
    const lookUps = await this.records.ask(items.flatMap(({ request }) => request ?? []));
    const prepared = items.map(async (item) => [item.requestId, await this.prepareOne(item, lookUps.get(item.requestId), answering)] as const);
    return new Map(await Promise.all(prepared));
  }

  /** The refusal that the item would meet now, or what would be added to it. */
  tryOut({ item, decide }: ClearAnswer): Result<readonly ItemEvent[]> {
    return decide(item.state, this.clock.now());
  }

  private async prepareOne(item: OpenItem, lookUp: LookUp | undefined, answering: Answering): Promise<ClearAnswer> {
    const { requestId, state, request } = item;
    if (!request) return { item, lookUp, decide: () => refuse('item.erased') };
    const draft = state.workedOn ? await this.drafts.find(requestId, state) : undefined;
    const command: AnswerClear = {
      requestId, ...answering, categories: request.categories, supplementHashes: supplementHashesOf(state), drafter: draft?.savedBy,
      beside: draft && saysMore(draft, request.categories) ? 'flag' : besideOf(lookUp),
    };
    return { item, lookUp, decide: (now, at) => answerClear(now, command, at) };
  }
}

/** Whether a form that somebody has begun says anything else than clear. */
function saysMore({ form: { category, findings } }: Draft, categories: AnswerClear['categories']): boolean {
  return findings.length > 0 || (category !== undefined && categories[category] !== 'CLEAR');
}
