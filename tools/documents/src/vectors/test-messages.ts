import { COORDINATOR, toIso } from '@lianshen/contracts/kernel';
import { MESSAGES, type Envelope, type Request, type Verdict } from '@lianshen/contracts/messages';
import { VECTOR_NOW } from './test-parties.js';

const CASE_ID = '5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f';
const DAY_MS = 86_400_000;

/** The request of the vectors: an invented person with a number of the unassigned region 990101. */
export const vectorRequest: Request = {
  requestId: `${CASE_ID}.court.1`,
  caseId: CASE_ID,
  agency: 'court',
  round: 1,
  policy: { name: 'standard-five', version: 1 },
  scope: '是否失信被执行人，有无未结案件',
  categories: { 无反映: 'CLEAR', 失信被执行人: 'OBJECT' },
  person: { name: '试例甲', identityNumber: '99010119700101001X', employer: '市试例局' },
  nonce: 'AAECAwQFBgcICQoLDA0ODw',
  issuedAt: toIso(VECTOR_NOW),
  dueAt: toIso(VECTOR_NOW + 7 * DAY_MS),
  deadlineVersion: 1,
  destroyAfter: toIso(VECTOR_NOW + 180 * DAY_MS),
};

export const vectorRequestEnvelope: Envelope = {
  specversion: '1.0',
  id: `request.${vectorRequest.requestId}.1`,
  type: MESSAGES.request.type,
  source: COORDINATOR,
  audience: 'court',
  time: vectorRequest.issuedAt,
  data: vectorRequest,
};

/** The verdict that answers it. @param requestHash SHA-256 of the request's signed payload. */
export function vectorVerdictEnvelope(requestHash: string): Envelope {
  const verdict: Verdict = {
    requestId: vectorRequest.requestId,
    version: 1,
    requestHash,
    supplementHashes: [],
    code: 'OBJECT',
    category: '失信被执行人',
    findings: [{ facts: '列入失信被执行人名单（虚构）', basis: '《关于公布失信被执行人名单信息的若干规定》第一条', evidenceLevel: 'verified', heard: 'not-permitted' }],
    clerk: { id: 'c-017', name: '经办人（虚构）' },
    approvers: [{ id: 'a-003', name: '签发人（虚构）' }],
    mode: 'human',
    decidedAt: toIso(VECTOR_NOW + 3_600_000),
  };
  return { specversion: '1.0', id: `verdict.${verdict.requestId}.1`, type: MESSAGES.verdict.type, source: 'court', audience: COORDINATOR, time: verdict.decidedAt, data: verdict };
}

export const vectorRecallEnvelope: Envelope = {
  specversion: '1.0',
  id: `recall.${vectorRequest.requestId}`,
  type: MESSAGES.recall.type,
  source: COORDINATOR,
  audience: 'court',
  time: toIso(VECTOR_NOW + 60_000),
  data: { requestId: vectorRequest.requestId },
};
