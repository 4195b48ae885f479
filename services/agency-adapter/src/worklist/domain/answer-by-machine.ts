import { ok, refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { Request, VerdictCode } from '@lianshen/contracts/messages';
import type { ItemEvent } from './item-event.js';
import { supplementHashesOf, type ItemState } from './item-state.js';
import { signVerdict, type Answer, type SignEnvelope, type SignVerdict } from './sign-verdict.js';

/** The ticket that a request drew: 0 of 0 to oneIn - 1 is for a person to answer. */
export interface Draw {
  readonly oneIn: number;
  readonly ticket: number;
}

/** What a machine would answer under a standing order, and the ticket where the order has some drawn. */
export interface MachineAnswer {
  readonly answer: Answer;
  readonly draw?: Draw;
}

export interface AnswerByMachine {
  readonly request: Request;
  readonly machine: MachineAnswer;
  readonly sign: SignEnvelope;
}

/**
 * A machine answers an item that is open already. Answered or closed in the meantime, drawn for a person to check, or
 * ever taken in hand by one: nothing to do. Refused: `item.unknown`.
 */
export function answerItem(state: ItemState, command: AnswerByMachine, now: Instant): Result<ItemEvent[]> {
  const { requestHash } = state;
  if (requestHash === undefined) return refuse('item.unknown');
  if (!isForMachines(state)) return ok([]);
  return ok([speak(command.machine, { request: command.request, requestHash, supplementHashes: supplementHashesOf(state), sign: command.sign }, now)]);
}

/** Whether a machine may answer: nobody has worked on it, and it was not drawn. Once a person has begun, the machine keeps off. */
export const isForMachines = ({ status, workedOn, drawn }: ItemState): boolean => status === 'open' && !workedOn && !drawn;

/** Its answer goes out, or stays beside the form for a person to answer for themself. */
export function speak({ answer, draw }: MachineAnswer, parts: Omit<SignVerdict, 'version' | 'answer' | 'draw'>, now: Instant): ItemEvent {
  if (draw?.ticket !== 0) return signVerdict({ ...parts, version: 1, answer, ...(draw === undefined ? {} : { draw }) }, now);
  const { code, category, findings, standingOrder = '' } = answer;
  return {
    type: 'DrawnForChecking',
    data: { requestId: parts.request.requestId, standingOrder, oneIn: draw.oneIn, code },
    private: { answer: { code, category, findings } },
  };
}

/** What a person answered to an item that was drawn, held against what the machine would have said. */
export function compareWithMachine({ drawn }: ItemState, person: { readonly requestId: string; readonly version: number; readonly code: VerdictCode; readonly category: string }): ItemEvent[] {
  if (!drawn) return [];
  const { requestId, version, code, category } = person;
  return [{ type: 'AnswerCompared', data: { requestId, version, standingOrder: drawn.standingOrder, agrees: code === drawn.code, sameWording: category === drawn.category } }];
}

/** The first of a request's wordings that has this code. */
export const firstCategoryOf = (categories: Request['categories'], code: VerdictCode): string | undefined => Object.entries(categories).find(([, each]) => each === code)?.[0];
