import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { OWN_KEYS } from '@lianshen/platform/process';
import { signEnvelope, type OwnKeys } from '@lianshen/platform/sealing';
import { walkRows } from '@lianshen/platform/store';
import { AutomaticAnswer } from '../reply/automatic-answer.js';
import { WORK_ITEM, type WorkItems } from '../views/work-item.model.js';
import { answerItem } from './domain/index.js';
import { ItemStreams } from './item-streams.js';
import { readRequest } from './read-request.js';

/** When a register was put right, what waited for it is answered, where the standing order covers it. */
@Injectable()
export class AnswerOpenItems {
  constructor(
    @InjectModel(WORK_ITEM) private readonly items: WorkItems,
    @Inject(ItemStreams) private readonly streams: ItemStreams,
    @Inject(AutomaticAnswer) private readonly automatic: AutomaticAnswer,
    @Inject(OWN_KEYS) private readonly own: OwnKeys,
  ) {}

  async run(): Promise<number> {
    let answered = 0;
    for await (const { _id } of walkRows(this.items, { status: 'open' }, 'dueAt')) answered += (await this.answer(_id)) ? 1 : 0;
    return answered;
  }

  private async answer(requestId: string): Promise<boolean> {
    const { state } = await this.streams.load(requestId);
    const request = readRequest(state.requestJws);
    const answer = request && this.automatic.find(request);
    if (!answer) return false;
    const executed = await this.streams.execute(requestId, {
      cause: 'register reloaded',
      actor: { kind: 'machine', id: `standing-order ${answer.standingOrder ?? ''}` },
      decide: (item, now) => answerItem(item, { request, answer, sign: (envelope) => signEnvelope(this.own, envelope) }, now),
    });
    return executed.ok && executed.value.events.length > 0;
  }
}
