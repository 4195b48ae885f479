import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import type { RunningSystem } from '../measure/run-cases.js';
import { invent } from './invented-person.js';
import { loadStack } from './local.js';

interface Answer {
  readonly status: number;
  readonly body: { readonly batchId?: string; readonly status?: string; readonly requests?: readonly { verdict?: { code: string } | null }[]; readonly code?: string };
}

/** The whole hub: seven processes and three servers, each case proposed over HTTP and waited for until it is cleared. */
export async function startHub(): Promise<RunningSystem> {
  const { startStack, AGENCIES } = await loadStack();
  const dir = mkdtempSync(join(tmpdir(), 'lianshen-bench-'));
  const registersDir = join(dir, 'registers');
  mkdirSync(registersDir);
  for (const agency of AGENCIES) writeFileSync(join(registersDir, `${agency}.csv`), '身份证号,代码,事由,依据\n');
  const stack = await startStack({ dir, temporary: true, registersDir, automaticConclusion: true, jurisdiction: 'bench', logLevel: 'warn', requestsPerMinute: 10_000_000 });
  const agent = new Agent({ keepAlive: true });
  const post = (path: string, key: string, body: object, prefer?: string) =>
    postJson({ url: `${stack.coordinatorUrl}${path}`, agent, token: stack.tokens.officer, key, body, ...(prefer ? { prefer } : {}) });
  const opened = await post('/api/batches', 'bench-batch', { title: '基准测试', conclusion: 'automatic' });
  const { batchId } = opened.body;
  if (batchId === undefined) throw new Error(`the bench's batch was not opened: ${opened.status} ${opened.body.code ?? ''}`);
  return {
    name: 'hub',
    pids: stack.pids,
    store: ['mongodb'],
    runCase: async (number) => {
      const { status, body } = await post(`/api/batches/${batchId}/candidates`, `bench-case-${number}`, invent(number), 'wait=60');
      const clear = body.requests?.filter(({ verdict }) => verdict?.code === 'CLEAR').length;
      if (body.status !== 'cleared' || clear !== AGENCIES.length) throw new Error(`case ${number} ended wrong: ${status} ${body.status ?? body.code ?? ''}`);
    },
    stop: async () => {
      agent.destroy();
      await stack.stop();
    },
  };
}

interface Post {
  readonly url: string;
  readonly agent: Agent;
  readonly token: string;
  readonly key: string;
  readonly body: object;
  readonly prefer?: string;
}

function postJson({ url, agent, token, key, body, prefer }: Post): Promise<Answer> {
  const content = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(content),
    authorization: `Bearer ${token}`,
    'idempotency-key': key,
    ...(prefer ? { prefer } : {}),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      json(response).then((body) => resolve({ status: response.statusCode ?? 0, body: body as Answer['body'] }), reject);
    });
    sent.on('error', reject);
    sent.end(content);
  });
}
