import { randomUUID } from 'node:crypto';
import { httpCall, problemOf } from '../http-call.mjs';
import { ToldError } from '../told-error.mjs';

/**
 * @typedef {{ row: number, sheet: string, caseId: string, candidate: string }} AcceptedRow
 * @typedef {{ column: string, value: string, sentence: { zh: string, en: string } }} RowFault value: masked
 * @typedef {{ sheet: string, row: number, candidate: string, faults: RowFault[] }} RefusedRow
 * @typedef {{ batchId: string, accepted: AcceptedRow[], refused: RefusedRow[] }} Batch
 * @typedef {{ caseId: string, row: number, status: string, verdicts: Record<string, string>, openedAt: string, endedAt: string | null, reason: string | null }} CaseRow
 * @typedef {{ intact: boolean, commits: number, streams: number, faults: unknown[] }} Verification
 */

/** Answers that say that the file or the policy is wrong, and not the hub. */
const INPUT_IS_WRONG = new Set([400, 404, 413, 415, 422]);
const IMPORT_TIMEOUT_MS = 300_000;
const VERIFICATION_TIMEOUT_MS = 300_000;
const PAGE = 200;
/** More than any batch holds; a cursor that never ends must not hold the demo. */
const PAGES_MAX = 1_000;

/**
 * @param {string} token
 * @param {Record<string, string>} [others]
 */
const headersFor = (token, others = {}) => ({ Authorization: `Bearer ${token}`, 'Idempotency-Key': randomUUID(), ...others });

/**
 * @param {{ url: string, token: string, batch: import('./input.mjs').DemoInput['batch'], policy: string }} options token: an officer's
 * @returns {Promise<Batch>}
 * @throws {ToldError} exit code 2 where the file or the policy is what is wrong
 */
export const importBatch = async ({ url, token, batch, policy }) => {
  const query = new URLSearchParams({ policy, rows: 'good', conclusion: 'automatic', title: `演示 ${batch.name}` });
  const answer = await httpCall(`${url}/api/batches?${query}`, {
    method: 'POST',
    headers: headersFor(token, { 'Content-Type': batch.contentType, 'X-File-Name': encodeURIComponent(batch.name) }),
    body: batch.content,
    timeoutMs: IMPORT_TIMEOUT_MS,
  });
  if (answer.status === 201 || answer.status === 200) return JSON.parse(answer.text);
  const { chinese, english } = problemOf(answer);
  throw new ToldError(`批次未被受理：${chinese}`, `The batch was not taken. ${english}`, { exitCode: INPUT_IS_WRONG.has(answer.status) ? 2 : 1 });
};

/**
 * @param {{ url: string, token: string, batchId: string }} options
 * @returns {Promise<CaseRow[]>} every case of the batch
 */
export const listCases = async ({ url, token, batchId }) => {
  /** @type {CaseRow[]} */
  const cases = [];
  let cursor = '';
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(cursor === '' ? {} : { cursor }) });
    const answer = await httpCall(`${url}/api/batches/${encodeURIComponent(batchId)}/cases?${query}`, { headers: headersFor(token) });
    if (answer.status !== 200) {
      const { chinese, english } = problemOf(answer);
      throw new ToldError(`无法读取案件列表：${chinese}`, `The list of cases could not be read. ${english}`);
    }
    const { items, next } = JSON.parse(answer.text);
    cases.push(...items);
    if (next === undefined || next === null || next === '') break;
    cursor = next;
  }
  return cases;
};

/**
 * @param {{ url: string, token: string }} options token: an auditor's
 * @returns {Promise<Verification>}
 */
export const verifyLedger = async ({ url, token }) => {
  const answer = await httpCall(`${url}/api/ledger/verifications`, { method: 'POST', headers: headersFor(token, { 'Content-Type': 'application/json' }), body: '{}', timeoutMs: VERIFICATION_TIMEOUT_MS });
  if (answer.status >= 300) {
    const { chinese, english } = problemOf(answer);
    throw new ToldError(`账本校验没有完成：${chinese}`, `The ledger of ${url} could not be verified. ${english}`);
  }
  return JSON.parse(answer.text);
};
