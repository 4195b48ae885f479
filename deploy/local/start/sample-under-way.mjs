import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { httpCall, problemOf } from '../http-call.mjs';
import { projectRoot } from '../project-root.mjs';
import { LOCAL_UNIT } from '../stack/identity.mjs';
import { waitFor } from '../wait-for.mjs';

/** @typedef {import('../stack.mjs').Stack} Stack */
/** @typedef {import('../stack.mjs').StaffRole} StaffRole */
/** @typedef {{ requestId: string, caseId: string }} Line */

const SAMPLE = join(projectRoot, 'deploy', 'local', 'sample', 'batch.xlsx');
const ARRIVES_WITHIN_MS = 60_000;
const TITLE = '示例：第四季度拟任人选';

/** How far each agency has come in the sample: how many of its items are answered clear, the rest waits for whoever tries. */
const ANSWERED = { procuratorate: 0.8, audit: 0.6, petitions: 0.9, court: 0.5 };
/** Who flags somebody: the case halts, and waits for two persons. */
const FLAGGING = 'court';

/** @typedef {{ method?: string, body?: object | Buffer, headers?: Record<string, string> }} Options */

/**
 * @param {string} url
 * @param {Options & { token: string }} options
 */
const ask = async (url, { token, method = 'GET', body, headers = {} }) => {
  /** @type {Record<string, string>} */
  const json = body === undefined || Buffer.isBuffer(body) ? {} : { 'Content-Type': 'application/json' };
  const answer = await httpCall(url, { method, headers: { Authorization: `Bearer ${token}`, 'Idempotency-Key': randomUUID(), ...json, ...headers }, ...(body === undefined ? {} : { body: Buffer.isBuffer(body) ? body : JSON.stringify(body) }) });
  if (answer.status >= 300) throw new Error(`${method} ${url}: ${problemOf(answer).english}`);
  return answer;
};

/** @param {string} url @param {Options & { token: string }} options @returns {Promise<any>} */
const call = async (url, options) => JSON.parse((await ask(url, options)).text);

/** The staff of one agency. */
class Staff {
  /** @param {Stack} stack @param {string} agency */
  constructor(stack, agency) {
    this.stack = stack;
    this.agency = agency;
    this.url = stack.adapterUrls[agency] ?? '';
  }

  /** @param {StaffRole} role @param {string} path @param {Options} [options] */
  as(role, path, options = {}) {
    return call(`${this.url}${path}`, { token: this.stack.mintStaffToken(this.agency, role), ...options });
  }

  /** @param {number} count @returns {Promise<Line[]>} once so many have come */
  async itemsOnceThere(count) {
    /** @type {Line[]} */
    let items = [];
    const arrived = await waitFor(async () => (items = (await this.as('clerk', '/api/items?limit=50')).items).length >= count, { withinMs: ARRIVES_WITHIN_MS });
    if (!arrived) throw new Error(`only ${items.length} of ${count} requests came to ${this.agency} within ${ARRIVES_WITHIN_MS} ms`);
    return items;
  }

  /** Nobody of the sample is related to anybody. @param {StaffRole} role */
  async declareNothing(role) {
    const { batches } = await this.as(role, '/api/declarations');
    for (const { batch } of batches) {
      const { cases } = await this.as(role, `/api/declarations/${batch}`);
      await this.as(role, `/api/declarations/${batch}`, { method: 'PUT', body: { cases: cases.map((/** @type {{ caseId: string }} */ { caseId }) => caseId) } });
    }
  }

  /** @param {Line[]} items */
  async answerClear(items) {
    const { items: reviewed } = await this.as('clerk', '/api/bundles/review', { method: 'POST', body: { requestIds: items.map(({ requestId }) => requestId) } });
    const { bundleId } = await this.as('clerk', '/api/bundles', { method: 'POST', body: { items: reviewed.map((/** @type {{ requestId: string, seq: number }} */ { requestId, seq }) => ({ requestId, seq })) } });
    await this.as('approver', '/api/approvals', { method: 'POST', body: { bundleId } });
  }

  /** @param {Line} item */
  async flag({ requestId }) {
    const path = `/api/items/${requestId}`;
    const { request } = await this.as('clerk', `${path}/claim`, { method: 'POST' });
    const category = Object.entries(request.categories).find(([, code]) => code === 'FLAG_VERIFYING')?.[0];
    const form = { category, findings: [{ facts: '示例：一件涉及合同纠纷的案件正在审理', basis: 'petitions-work', article: '第三十条', evidenceLevel: 'under-verification', heard: 'not-heard' }] };
    const ifMatch = async () => ({ 'If-Match': (await ask(`${this.url}${path}`, { token: this.stack.mintStaffToken(this.agency, 'clerk') })).etag ?? '' });
    await this.as('clerk', `${path}/draft`, { method: 'PUT', body: form, headers: await ifMatch() });
    await this.as('clerk', `${path}/submission`, { method: 'POST', headers: await ifMatch() });
    const { submission } = await this.as('clerk', path);
    await this.as('approver', `${path}/approval`, { method: 'POST', body: { submission: submission.number } });
  }
}

/** @param {Stack} stack @param {string} agency @param {number} count @param {number} share */
const workAt = async (stack, agency, count, share) => {
  const staff = new Staff(stack, agency);
  const items = await staff.itemsOnceThere(count);
  await Promise.all([staff.declareNothing('clerk'), staff.declareNothing('approver')]);
  await staff.answerClear(items.slice(0, Math.floor(items.length * share)));
  const last = items.at(-1);
  if (agency === FLAGGING && last !== undefined) await staff.flag(last);
};

/**
 * Brings a batch of invented candidates under way where there is none yet: imported for the invented nominator's unit, partly
 * answered, one of them flagged. What is left waits for whoever tries.
 * @param {Stack} stack
 * @returns {Promise<boolean>} whether it brought one
 */
export const bringSampleUnderWay = async (stack) => {
  const token = stack.mintToken('officer');
  const api = `${stack.coordinatorUrl}/api/batches`;
  if ((await call(`${api}?limit=1`, { token })).items.length > 0) return false;
  const query = new URLSearchParams({ policy: stack.policy, rows: 'good', title: TITLE, unit: LOCAL_UNIT });
  const { accepted } = await call(`${api}?${query}`, { token, method: 'POST', body: readFileSync(SAMPLE), headers: { 'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'X-File-Name': 'batch.xlsx' } });
  const known = stack.agencies.filter(({ agency }) => agency in ANSWERED);
  await Promise.all(known.map(({ agency }) => workAt(stack, agency, accepted.length, ANSWERED[/** @type {keyof typeof ANSWERED} */ (agency)])));
  return true;
};
