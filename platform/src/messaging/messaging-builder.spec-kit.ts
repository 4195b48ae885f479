import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { jetstreamManager } from '@nats-io/jetstream';
import { mongo } from 'mongoose';
import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import { COORDINATOR_DURABLE, repliesStream, replySubject, streamNames } from '@lianshen/contracts/messages';
import { aWrappingKey } from '../sealing/wrapping-builder.spec-kit.js';
import { createLog } from '../telemetry/log.js';
import { connectNats, type Nats } from './connection.js';
import { DeadLetters, type DeadLetterDocument } from './dead-letters.js';
import { PassErrorsOn } from './handler-outcome.js';
import { JetStreamStrategy } from './jetstream.strategy.js';
import type { Admitted, Barren } from './line-handler.js';
import { provisionAgency, provisionStreams } from './provision.js';
import { Publisher, type Outgoing } from './publisher.js';

/** For specs: a receiver over real NATS and MongoDB, and what it saw. */
export type Handle = (data: unknown) => Promise<Result<Barren | void> | undefined>;

let handle: Handle = () => Promise.resolve(undefined);

@Controller()
class SpecController {
  @EventPattern<string>('work')
  work(@Payload() data: unknown): ReturnType<Handle> {
    return handle(data);
  }
}

@Module({ controllers: [SpecController] })
class SpecModule {}

/** The door of specs: JSON with a pattern. */
export const admitJson = (content: string): Result<Admitted> => {
  try {
    const { pattern, data } = JSON.parse(content) as Admitted;
    return ok({ pattern, data });
  } catch {
    return refuse('seal.malformed');
  }
};

type Sender = 'court' | 'audit';
const SENDERS: readonly Sender[] = ['court', 'audit'];

export class MessagingFixture {
  readonly jurisdiction: string;
  readonly wrapping = aWrappingKey();
  readonly outcomes: string[] = [];
  /** Reasons of dead letters that found no place. */
  readonly notKept: string[] = [];
  /** Senders that were told to be slow, each time that they were. */
  readonly slowed: string[] = [];
  private readonly client: mongo.MongoClient;
  private readonly db: mongo.Db;
  private app: INestMicroservice | undefined;
  private strategyInUse: JetStreamStrategy | undefined;
  nats!: Nats;
  publisher!: Publisher;

  constructor(name: string, private readonly url: string | undefined, mongodbUri: string | undefined) {
    if (!url || !mongodbUri) throw new Error('TEST_NATS_URL or TEST_MONGODB_URI is not set: start the tests through deploy/local/with-servers.mjs or npm test');
    this.client = new mongo.MongoClient(mongodbUri);
    this.jurisdiction = `spec-${name}-${process.pid}`;
    this.db = this.client.db(`spec_${name}_${process.pid}`);
  }

  get letters(): mongo.Collection<DeadLetterDocument> {
    return this.db.collection<DeadLetterDocument>('dead_letters');
  }

  get strategy(): JetStreamStrategy {
    if (!this.strategyInUse) throw new Error('the receiver is not started');
    return this.strategyInUse;
  }

  /** Where the replies of an agency are. */
  stream(sender: Sender = 'court'): string {
    return repliesStream(this.jurisdiction, sender);
  }

  async prepare(): Promise<void> {
    await this.client.connect();
    this.nats = await connectNats({ url: this.url ?? '', inboxPrefix: '_INBOX', name: 'spec' });
    this.publisher = new Publisher(this.nats);
    await provisionStreams(this.nats.connection, this.jurisdiction, 8 * 1024 * 1024);
    for (const sender of SENDERS) await provisionAgency(this.nats.connection, this.jurisdiction, sender, 4 * 1024 * 1024);
  }

  /** Starts the receiver. */
  async receive(handler: Handle, options: { readonly admit?: (content: string) => Result<Admitted>; readonly concurrency?: number; readonly letters?: mongo.Collection<DeadLetterDocument>; readonly lettersMax?: number } = {}): Promise<void> {
    handle = handler;
    const strategy = new JetStreamStrategy({
      nats: this.nats,
      sources: SENDERS.map((sender) => ({ stream: this.stream(sender), durable: COORDINATOR_DURABLE, sender })),
      admit: options.admit ?? admitJson,
      deadLetters: new DeadLetters(options.letters ?? this.letters, this.wrapping, () => Date.parse('2026-03-03T01:00:00Z'), (reason) => this.notKept.push(reason), options.lettersMax),
      log: createLog('spec', 'silent'),
      onOutcome: (outcome, reason) => this.outcomes.push(`${outcome} ${reason}`),
      budget: { onSlowed: (sender) => this.slowed.push(sender) },
      ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    });
    this.strategyInUse = strategy;
    this.app = await NestFactory.createMicroservice(SpecModule, { strategy, logger: false });
    this.app.useGlobalFilters(new PassErrorsOn());
    await this.app.listen();
  }

  async stop(): Promise<void> {
    await this.app?.close();
    this.app = undefined;
  }

  send(content: string, messageId: string, sender: Sender = 'court'): Promise<void> {
    const message: Outgoing = {
      subject: replySubject(this.jurisdiction, sender),
      messageId,
      ce: { id: messageId, type: 'spec', source: sender, time: '2026-03-03T01:00:00.000Z' },
      content,
    };
    return this.publisher.publish(message);
  }

  work(data: unknown, messageId: string, sender: Sender = 'court'): Promise<void> {
    return this.send(JSON.stringify({ pattern: 'work', data }), messageId, sender);
  }

  /** Messages that the consumer has delivered and nobody acknowledged, and those that it has not delivered. */
  async owed(): Promise<{ unacknowledged: number; waiting: number }> {
    const { num_ack_pending: unacknowledged, num_pending: waiting } = await (await jetstreamManager(this.nats.connection)).consumers.info(this.stream(), COORDINATOR_DURABLE);
    return { unacknowledged, waiting };
  }

  /** Lets the server deliver again soon what nobody acknowledged. */
  async redeliverAfter(ms: number): Promise<void> {
    const manager = await jetstreamManager(this.nats.connection);
    await manager.consumers.update(this.stream(), COORDINATOR_DURABLE, { ack_wait: ms * 1_000_000 });
  }

  async stored(sender: Sender = 'court'): Promise<number> {
    return (await (await jetstreamManager(this.nats.connection)).streams.info(this.stream(sender))).state.messages;
  }

  /** Begins a new test: nothing stored, nothing counted. */
  async clean(): Promise<void> {
    await this.stop();
    await (await jetstreamManager(this.nats.connection)).streams.purge(this.stream('court'));
    await (await jetstreamManager(this.nats.connection)).streams.purge(this.stream('audit'));
    await this.letters.deleteMany({});
    this.outcomes.length = 0;
    this.slowed.length = 0;
    this.notKept.length = 0;
  }

  async end(): Promise<void> {
    await this.stop();
    const manager = await jetstreamManager(this.nats.connection);
    for (const name of [...Object.values(streamNames(this.jurisdiction)), ...SENDERS.map((sender) => this.stream(sender))]) await manager.streams.delete(name);
    await this.nats.connection.close();
    await this.db.dropDatabase();
    await this.client.close();
  }
}

/** A server of the spec's own, to be killed and started again on the same port with the same store. */
export class PrivateServer {
  readonly dir = mkdtempSync(join(tmpdir(), 'lianshen-spec-server-'));
  port = 0;
  private child: ChildProcess | undefined;

  /** @param program its path. @param args for a port and a folder. */
  constructor(
    private readonly program: string | undefined,
    private readonly args: (port: number, dir: string) => string[],
  ) {}

  static nats(program: string | undefined): PrivateServer {
    return new PrivateServer(program, (port, dir) => {
      writeFileSync(join(dir, 'nats.conf'), `listen: "127.0.0.1:${port}"\njetstream { store_dir: "${dir}/store", max_file_store: 256MB }\n`);
      return ['-c', join(dir, 'nats.conf')];
    });
  }

  static redis(program: string | undefined): PrivateServer {
    return new PrivateServer(program, (port, dir) => ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--appendonly', 'yes', '--save', '']);
  }

  async start(): Promise<void> {
    this.port ||= await freePort();
    if (!this.program) throw new Error('TEST_NATS_SERVER or TEST_REDIS_SERVER is not set: start the tests through deploy/local/with-servers.mjs or npm test');
    this.child = spawn(this.program, this.args(this.port, this.dir), { stdio: 'ignore' });
    await once(this.child, 'spawn');
  }

  async kill(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
