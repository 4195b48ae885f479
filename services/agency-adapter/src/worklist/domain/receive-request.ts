import { ok, refuse, type Instant, type Result, type Sha256 } from '@lianshen/contracts/kernel';
import type { Request } from '@lianshen/contracts/messages';
import { speak, type MachineAnswer } from './answer-by-machine.js';
import type { ItemEvent } from './item-event.js';
import { supplementHashesOf, type ItemState } from './item-state.js';
import type { SignEnvelope } from './sign-verdict.js';

export interface ReceiveRequest {
  readonly request: Request;
  readonly requestHash: Sha256;
  readonly jws: string;
  /** What a standing order lets a machine say; undefined leaves the item open. */
  readonly machine: MachineAnswer | undefined;
  readonly sign: SignEnvelope;
}

/**
 * Opens the work item and, where a standing order covers it, answers it in the same commit, or draws it for a person. The same request again
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
      ...(request.batch === undefined ? {} : { batch: request.batch }),
      ...(request.provisional === undefined ? {} : { provisional: request.provisional }),
    },
    private: { jws },
  };
  const { machine, sign } = command;
  return ok(machine ? [received, speak(machine, { request, requestHash, supplementHashes: supplementHashesOf(state), sign }, now)] : [received]);
}
