import { FlowProducer, Worker, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import type { RunningSystem } from '../measure/run-cases.js';
import { forkAgencies } from './agencies.js';
import { startServersOnly } from './servers-only.js';
import { AGENCY_COUNT, conclude, requestOf, type Verdict } from './work.js';

/** A BullMQ flow doing the same fan-out: a parent with five children in five queues, each worked by a process of its own. */
export async function startBullmqFlow(): Promise<RunningSystem> {
  const stack = await startServersOnly();
  const connect = () => new Redis(stack.redisUrl, { maxRetriesPerRequest: null });
  const connections = [connect(), connect()] as const;
  const flow = new FlowProducer({ connection: connections[0] });
  const open = new Map<number, () => void>();
  const worker = new Worker('case', mergeVerdicts, { connection: connections[1], concurrency: 64 });
  worker.on('completed', (job: Job<{ caseId: number }>) => {
    open.get(job.data.caseId)?.();
    open.delete(job.data.caseId);
  });
  await worker.waitUntilReady();
  const agencies = await forkAgencies(new URL('./bullmq-agency.js', import.meta.url), stack.redisUrl);
  return {
    name: 'bullmq flow (1 + 5)',
    pids: { ...agencies.pids, redis: stack.pids.redis ?? 0 },
    store: [],
    runCase: (number) => runCase(flow, open, number),
    stop: async () => {
      await agencies.stop();
      await worker.close();
      await flow.close();
      for (const connection of connections) connection.disconnect();
      await stack.stop();
    },
  };
}

const mergeVerdicts = async (job: Job<{ caseId: number }>) =>
  conclude(job.data.caseId, Object.values(await job.getChildrenValues<Verdict>()));

async function runCase(flow: FlowProducer, open: Map<number, () => void>, caseId: number): Promise<void> {
  const concluded = new Promise<void>((resolve) => open.set(caseId, resolve));
  const opts = { removeOnComplete: true };
  await flow.add({
    name: 'case',
    queueName: 'case',
    data: { caseId },
    opts,
    children: Array.from({ length: AGENCY_COUNT }, (_, agency) => ({ name: 'vet', queueName: `agency-${agency}`, data: requestOf(caseId, agency), opts: { attempts: 3 } })),
  });
  await concluded;
}
