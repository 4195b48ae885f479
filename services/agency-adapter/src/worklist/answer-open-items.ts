import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { RequestId } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LOG, OWN_KEYS } from '@lianshen/platform/process';
import { signEnvelope, type OwnKeys } from '@lianshen/platform/sealing';
import { pageOfRows, type RowPosition } from '@lianshen/platform/store';
import type { Log } from '@lianshen/platform/telemetry';
import { AutomaticAnswer } from '../reply/automatic-answer.js';
import { WORK_ITEM, type WorkItems } from '../views/work-item.model.js';
import { answerItem, isForMachines } from './domain/index.js';
import { ItemStreams } from './item-streams.js';
import { readRequest } from './read-request.js';

/** Items that are held in memory; further ones are found by walking the open rows. */
const WAITING_MAX = 5_000;
const PAGE = 200;
const AT_ONCE_MAX = 8;
const FIRST_AGAIN_AFTER_MS = 5_000;
/** About an hour and a half of tries; then a person looks, or the service's coming back brings it up again. */
const TRIES_MAX = 10;

interface Waiting {
  readonly tries: number;
  /** Epoch ms. */
  readonly dueAt: number;
}

/**
 * Answers, where the standing order covers it, what could not be answered when its request came: because a look-up
 * takes time, the register was refused, a service was away, or the process died. What waits is in memory and may be
 * lost: a start walks every open item, and so does whatever lets the connector answer again.
 */
@Injectable()
export class AnswerOpenItems {
  private readonly waiting = new Map<RequestId, Waiting>();
  /** How far the walk over the open rows has come; undefined when there is none. */
  private walk: { readonly after: RowPosition | undefined } | undefined = { after: undefined };
  private readonly workers = new Set<Promise<void>>();
  private ticking: Promise<void> | undefined;
  /** The connector cannot be asked at all at this moment; the next turn tries. */
  private isPaused = false;
  private isStopped = false;

  constructor(
    @InjectModel(WORK_ITEM) private readonly items: WorkItems,
    @Inject(ItemStreams) private readonly streams: ItemStreams,
    @Inject(AutomaticAnswer) private readonly automatic: AutomaticAnswer,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(OWN_KEYS) private readonly own: OwnKeys,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** How many items wait in memory to be looked up; a figure of /metrics. */
  get waitingCount(): number {
    return this.waiting.size;
  }

  /** Takes up an item that was opened a moment ago. */
  add(requestId: RequestId): void {
    if (this.waiting.size >= WAITING_MAX) this.walk ??= { after: undefined };
    else this.waiting.set(requestId, { tries: 0, dueAt: 0 });
    this.startWorkers();
  }

  /** Takes up everything that is open, from the beginning: the connector can say now what it could not before. */
  takeUpAll(): void {
    this.walk = { after: undefined };
  }

  /** One turn: more of what is open is taken up while there is room, and whoever is idle begins. Turns never overlap. */
  turn(): Promise<void> {
    this.isPaused = false;
    this.ticking ??= this.takeUp().finally(() => (this.ticking = undefined));
    return this.ticking;
  }

  /** @returns when everything that is due has been looked at. */
  async idle(): Promise<void> {
    await Promise.all(this.workers);
  }

  /** Begins nothing any more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.idle();
  }

  private async takeUp(): Promise<void> {
    while (this.walk && this.waiting.size + PAGE <= WAITING_MAX) {
      const { walk } = this;
      const page = await pageOfRows(this.items, { status: 'open' }, 'dueAt', PAGE, walk.after);
      for (const { _id, claimedBy } of page) if (claimedBy === undefined) this.waiting.set(_id, { tries: 0, dueAt: 0 });
      const last = page.at(-1);
      // It may have been told to begin anew meanwhile.
      if (this.walk === walk) this.walk = last && page.length === PAGE ? { after: { value: last.dueAt, id: last._id } } : undefined;
    }
    this.startWorkers();
  }

  private startWorkers(): void {
    for (let free = Math.min(AT_ONCE_MAX, this.waiting.size) - this.workers.size; free > 0; free--) {
      const worker = this.work().finally(() => this.workers.delete(worker));
      this.workers.add(worker);
    }
  }

  private async work(): Promise<void> {
    for (let taken = this.takeDue(); taken !== undefined; taken = this.takeDue()) {
      const [requestId, { tries }] = taken;
      const outcome = await this.answer(requestId).catch((error: unknown) => {
        this.log.warn({ err: error }, 'an open item could not be answered, to be tried again');
        return 'again' as const;
      });
      if (outcome === 'paused') {
        this.isPaused = true;
        this.waiting.set(requestId, { tries, dueAt: 0 });
      } else if (outcome === 'again' && tries + 1 < TRIES_MAX) {
        this.waiting.set(requestId, { tries: tries + 1, dueAt: this.clock.now() + FIRST_AGAIN_AFTER_MS * 2 ** tries });
      }
    }
  }

  /** Takes one that is due out of what waits, so that no other worker has it. */
  private takeDue(): [RequestId, Waiting] | undefined {
    if (this.isPaused || this.isStopped) return undefined;
    const now = this.clock.now();
    for (const [requestId, waiting] of this.waiting) {
      if (waiting.dueAt > now) continue;
      this.waiting.delete(requestId);
      return [requestId, waiting];
    }
    return undefined;
  }

  /** `again`: nobody knows yet. `paused`: neither would anybody of any other item. */
  private async answer(requestId: RequestId): Promise<'done' | 'again' | 'paused'> {
    const { state } = await this.streams.load(requestId);
    const request = readRequest(state.requestJws);
    if (!request || state.requestHash === undefined || !isForMachines(state)) return 'done';
    const found = await this.automatic.find(request, state.requestHash);
    if (found.outcome === 'unavailable') return UNAVAILABLE_TO_ALL.has(found.code) ? 'paused' : found.code === 'register.refused' ? 'done' : 'again';
    if (found.outcome === 'left-to-people') return 'done';
    const { machine } = found;
    await this.streams.execute(requestId, {
      cause: 'looked up',
      actor: { kind: 'machine', id: `standing-order ${machine.answer.standingOrder ?? ''}` },
      decide: (item, now) => answerItem(item, { request, machine, sign: (envelope) => signEnvelope(this.own, envelope) }, now),
    });
    return 'done';
  }
}

const UNAVAILABLE_TO_ALL: ReadonlySet<string> = new Set(['look-up.circuit-open', 'look-up.busy', 'look-up.closing']);
