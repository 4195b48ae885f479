import { AckPolicy, jetstream, jetstreamManager, RetentionPolicy, StorageType, type JetStreamClient } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { RunningSystem } from '../measure/run-cases.js';
import { forkAgencies } from './agencies.js';
import { startServersOnly } from './servers-only.js';
import { AGENCY_COUNT, conclude, requestOf, type Verdict } from './work.js';

interface Open {
  readonly verdicts: Verdict[];
  readonly resolve: (verdicts: readonly Verdict[]) => void;
}

/**
 * Bare JetStream doing the same fan-out: proposal, five requests, five verdicts and the conclusion, twelve stored
 * messages, each with a Nats-Msg-Id, every delivery acknowledged twice. No store, no ledger, no seal.
 */
export async function startJetstream(): Promise<RunningSystem> {
  const stack = await startServersOnly();
  const connection = await connect({ servers: stack.natsUrl });
  await provision(connection);
  const agencies = await forkAgencies(new URL('./jetstream-agency.js', import.meta.url), stack.natsUrl);
  const client = jetstream(connection);
  const open = new Map<number, Open>();
  await collectVerdicts(client, open);
  return {
    name: 'jetstream (12 messages)',
    pids: { ...agencies.pids, nats: stack.pids.nats ?? 0 },
    store: [],
    runCase: (number) => runCase(client, open, number),
    stop: async () => {
      await agencies.stop();
      await connection.close();
      await stack.stop();
    },
  };
}

async function provision(connection: NatsConnection): Promise<void> {
  const manager = await jetstreamManager(connection);
  for (const [name, subject] of [['REQ', 'req.*'], ['VER', 'ver.*'], ['CASE', 'case.*']] as const) {
    await manager.streams.add({ name, subjects: [subject], storage: StorageType.File, retention: RetentionPolicy.Limits, num_replicas: 1 });
  }
  const durable = { ack_policy: AckPolicy.Explicit, max_ack_pending: 5_000 };
  for (let agency = 0; agency < AGENCY_COUNT; agency++) {
    await manager.consumers.add('REQ', { durable_name: `a${agency}`, filter_subject: `req.a${agency}`, ...durable });
  }
  await manager.consumers.add('VER', { durable_name: 'merge', ...durable });
}

async function collectVerdicts(client: JetStreamClient, open: Map<number, Open>): Promise<void> {
  const consumer = await client.consumers.get('VER', 'merge');
  await consumer.consume({
    max_messages: 1_000,
    callback: (message) => {
      const verdict = message.json<Verdict>();
      void message.ackAck().then(() => {
        const waiting = open.get(verdict.caseId);
        if (!waiting) return;
        waiting.verdicts.push(verdict);
        if (waiting.verdicts.length === AGENCY_COUNT && open.delete(verdict.caseId)) waiting.resolve(waiting.verdicts);
      });
    },
  });
}

async function runCase(client: JetStreamClient, open: Map<number, Open>, number: number): Promise<void> {
  await client.publish('case.proposal', JSON.stringify(requestOf(number, -1)), { msgID: `p-${number}` });
  const verdicts = new Promise<readonly Verdict[]>((resolve) => open.set(number, { verdicts: [], resolve }));
  const publish = (agency: number) => client.publish(`req.a${agency}`, JSON.stringify(requestOf(number, agency)), { msgID: `r-${number}-${agency}` });
  await Promise.all(Array.from({ length: AGENCY_COUNT }, (_, agency) => publish(agency)));
  const conclusion = conclude(number, await verdicts);
  await client.publish('case.conclusion', JSON.stringify(conclusion), { msgID: `c-${number}` });
}
