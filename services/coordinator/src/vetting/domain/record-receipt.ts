import { ok, refuse, type AgencyId, type RequestId, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import { findRequest, type CaseState } from './case-state.js';

/** Notes that the agency has the request, so that it is not sent again. A second receipt changes nothing. */
export function recordReceipt(state: CaseState, agency: AgencyId, requestId: RequestId): Result<CaseEvent[]> {
  const request = findRequest(state, requestId);
  if (request?.agency !== agency) return refuse('request.unknown');
  if (request.receivedAt !== undefined || request.status !== 'open') return ok([]);
  return ok([{ type: 'ReceiptRecorded', data: { agency, requestId } }]);
}
