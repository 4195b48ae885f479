import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { connect, nkeyAuthenticator, type NatsConnection } from '@nats-io/transport-node';

export interface NatsOptions {
  /** `tls://…`; `nats://…` where the server is on this machine. */
  readonly url: string;
  /** The certificate of the authority (PEM) that the server's certificate must come from; the system's own when absent. */
  readonly ca?: string | undefined;
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

/** @throws when the server cannot prove within the bound that it is the right one. With a `ca` or `tls://` nothing is said in clear. */
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
    ...(options.ca ? { tls: { ca: options.ca } } : options.url.startsWith('tls:') ? { tls: {} } : {}),
    ...(options.nkeySeed ? { authenticator: nkeyAuthenticator(new TextEncoder().encode(options.nkeySeed)) } : {}),
  });
  return { connection, jetstream: jetstream(connection, options.apiPrefix ? { apiPrefix: options.apiPrefix } : {}) };
}
