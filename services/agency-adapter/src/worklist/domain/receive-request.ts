import { ok, refuse, type Instant, type Result, type Sha256 } from '@lianshen/contracts/kernel';
import type { Request } from '@lianshen/contracts/messages';
import type { ItemEvent } from './item-event.js';
import { supplementHashesOf, type ItemState } from './item-state.js';
import { signVerdict, type Answer, type SignEnvelope } from './sign-verdict.js';

export interface ReceiveRequest {
  readonly request: Request;
  readonly requestHash: Sha256;
  readonly jws: string;
  /** What a standing order lets go out by itself; undefined leaves the item to people. */
  readonly answer: Answer | undefined;
  readonly sign: SignEnvelope;
}

/**
 * Opens the work item and, where a standing order covers it, answers it in the same commit. The same request again
 * changes nothing, nor does one that was recalled before it came. Refused as `request.differs` when another content
 * comes under the same id.
 */
export function receiveRequest(state: ItemState, command: ReceiveRequest, now: Instant): Result<ItemEvent[]> {
  const { request, requestHash, jws } = command;
  if (state.requestHash !== undefined) return state.requestHash === requestHash ? ok([]) : refuse('request.differs');
  if (state.status === 'recalled') return ok([]);
  const received: ItemEvent = {
    type: 'RequestReceived',
    data: {
      requestId: request.requestId,
      caseId: request.caseId,
      requestHash,
      dueAt: Date.parse(request.dueAt),
      deadlineVersion: request.deadlineVersion,
      ...(request.approversMin === undefined ? {} : { approversMin: request.approversMin }),
      destroyAfter: Date.parse(request.destroyAfter),
    },
    private: { jws },
  };
  return ok(command.answer ? [received, signVerdict({ request, requestHash, supplementHashes: supplementHashesOf(state), version: 1, answer: command.answer, sign: command.sign }, now)] : [received]);
}
