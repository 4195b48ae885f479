import { ok, refuse, type BatchId, type Result, type Sha256 } from '@lianshen/contracts/kernel';
import type { Candidate } from './candidate.js';
import type { CaseEvent } from './case-event.js';
import type { CaseState } from './case-state.js';

export interface OpenCase {
  readonly batchId: BatchId;
  readonly row: number;
  readonly policyHash: Sha256;
  readonly conclusion: 'automatic' | 'officer';
  readonly candidate: Candidate;
}

/**
 * Opens a case. Opened already with the same candidate: nothing to do. Refused as `idempotency.key-reused` when
 * the same id was used for another candidate, since case ids are derived from the command.
 */
export function openCase(state: CaseState, command: OpenCase): Result<CaseEvent[]> {
  if (state.status !== 'none') {
    const same = state.batchId === command.batchId && state.candidate?.identityNumber === command.candidate.identityNumber;
    return same || state.candidate === undefined ? ok([]) : refuse('idempotency.key-reused');
  }
  const { batchId, row, policyHash, conclusion, candidate } = command;
  return ok([{ type: 'CaseOpened', data: { batchId, row, policyHash, conclusion }, private: { candidate } }]);
}
