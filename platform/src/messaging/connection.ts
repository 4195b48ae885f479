import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { connect, nkeyAuthenticator, type NatsConnection } from '@nats-io/transport-node';

export interface NatsOptions {
  readonly url: string;
  readonly nkeySeed?: string | undefined;
  /** Where the account sees the JetStream API, e.g. `JS.HUB.API`; the server's own when absent. */
  readonly apiPrefix?: string | undefined;
  readonly inboxPrefix: string;
  readonly name: string;
}

/** One connection of a process, and its JetStream client. It reconnects for as long as the process lives. */
export interface Nats {
  readonly connection: NatsConnection;
  readonly jetstream: JetStreamClient;
}

export async function connectNats(options: NatsOptions): Promise<Nats> {
  const connection = await connect({
    servers: options.url,
    name: options.name,
    inboxPrefix: options.inboxPrefix,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    waitOnFirstConnect: true,
    timeout: 5_000,
    // A stack for each request that might fail costs more than the request.
    noAsyncTraces: true,
    ...(options.nkeySeed ? { authenticator: nkeyAuthenticator(new TextEncoder().encode(options.nkeySeed)) } : {}),
  });
  return { connection, jetstream: jetstream(connection, options.apiPrefix ? { apiPrefix: options.apiPrefix } : {}) };
}
