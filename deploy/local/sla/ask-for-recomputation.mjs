import { httpCall, problemOf } from '../http-call.mjs';
import { ToldError } from '../told-error.mjs';

/** @typedef {import('@lianshen/contracts/api').RecomputationView} Recomputed */

/** The whole ledger is read; a verification of it is given as long. */
const TIMEOUT_MS = 300_000;
/** Answers that say that the period is wrong, and not the hub. */
const ARGUMENTS_ARE_WRONG = new Set([400, 422]);

/**
 * @param {{ url: string, token: string, from: string | undefined, to: string | undefined }} options token: an auditor's; days as YYYY-MM-DD
 * @returns {Promise<Recomputed>}
 * @throws {ToldError} exit code 2 where the period is wrong, 3 where the coordinator could not be asked
 */
export const askForRecomputation = async ({ url, token, from, to }) => {
  const query = new URLSearchParams({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) });
  const address = `${url.replace(/\/$/, '')}/api/statistics/recomputation?${query}`;
  const answer = await httpCall(address, { method: 'POST', headers: { Authorization: `Bearer ${token}` }, timeoutMs: TIMEOUT_MS }).catch((cause) => {
    throw new ToldError(`无法连接协调端 ${url}：它在运行吗？`, `The coordinator at ${url} does not answer: is it running?`, { exitCode: 3, cause });
  });
  if (answer.status === 200) return JSON.parse(answer.text);
  const { chinese, english } = problemOf(answer);
  throw new ToldError(`未能重算：${chinese}`, `Nothing was derived. ${english}`, { exitCode: ARGUMENTS_ARE_WRONG.has(answer.status) ? 2 : 3 });
};
