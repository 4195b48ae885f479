/**
 * Stands in for a service in the launcher's own specs: it answers what the launcher asks, and on /environment what it
 * was started with.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { HTTP_HOST, HTTP_PORT, AGENCY_ID, MASTER_KEY_FILE = '', COORDINATOR_KEYS_FILE } = process.env;
const partyId = AGENCY_ID ?? 'coordinator';
/** The same key at each start, because the master key is kept. */
const key = createHash('sha256').update(readFileSync(MASTER_KEY_FILE)).digest('base64url');
/** @type {Record<string, string>} */
const registered = {};

if (COORDINATOR_KEYS_FILE !== undefined && !existsSync(COORDINATOR_KEYS_FILE)) throw new Error('COORDINATOR_KEYS_FILE is missing');

/** @type {Record<string, (body: string, url: URL, headers: import('node:http').IncomingHttpHeaders) => { status?: number, body: unknown }>} */
const answers = {
  'GET /health/live': () => ({ body: {} }),
  'GET /health/ready': () => ({ body: {} }),
  'GET /environment': () => ({ body: process.env }),
  'GET /registered': () => ({ body: registered }),
  'GET /keys': () => ({ body: { partyId, sign: { kty: 'OKP', crv: 'Ed25519', x: key }, agree: { kty: 'OKP', crv: 'X25519', x: key } } }),
  'POST /api/batches': (body, url) => importBatch(body, url),
  'GET /api/batches/b1/cases': (_body, url) => ({ body: casesPage(url) }),
  'POST /api/ledger/verifications': () => ({ body: { intact: true, commits: 3, streams: 2, faults: [] } }),
};

/** @type {{ row: number, sheet: string, caseId: string, candidate: string }[]} */
let accepted = [];
let polls = 0;

/**
 * @param {string} body
 * @param {URL} url
 */
const importBatch = (body, url) => {
  if (url.searchParams.get('policy') !== 'standard-five') return { status: 422, body: { title: '没有这个方案', detail: 'no such policy', status: 422, code: 'policy.unknown' } };
  const names = body.trim().split('\n').slice(1);
  accepted = names.flatMap((candidate, index) => (candidate === 'bad' ? [] : [{ row: index + 2, sheet: 's', caseId: `c${index}`, candidate }]));
  const refused = names.flatMap((name, index) => (name === 'bad' ? [{ sheet: 's', row: index + 2, candidate: '丙', faults: [{ column: '身份证号', value: '1***', sentence: { zh: '校验位不符', en: 'wrong digit' } }] }] : []));
  return { status: 201, body: { batchId: 'b1', accepted, refused } };
};

/** @param {URL} url */
const casesPage = (url) => {
  polls += 1;
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const items = accepted.slice(from, from + 2).map(({ row, caseId, candidate }) => {
    const halted = candidate === '乙';
    const status = polls < 3 ? 'vetting' : halted ? 'halted' : 'cleared';
    return { caseId, row, status, verdicts: { court: halted ? 'OBJECT' : 'CLEAR' }, openedAt: '2026-01-01T00:00:00.000Z', endedAt: '2026-01-01T00:00:00.123Z', reason: halted ? '有反映' : null };
  });
  return { items, next: from + 2 < accepted.length ? String(from + 2) : null };
};

createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    const agency = /^\/api\/agencies\/([^/]+)\/keys$/.exec(url.pathname)?.[1];
    if (agency !== undefined) registered[agency] = body;
    const answer = agency === undefined ? answers[`${request.method} ${url.pathname}`]?.(body, url, request.headers) : { status: 201, body: {} };
    response.writeHead(answer === undefined ? 404 : (answer.status ?? 200), { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(answer?.body ?? {}));
  });
}).listen(Number(HTTP_PORT), HTTP_HOST);
