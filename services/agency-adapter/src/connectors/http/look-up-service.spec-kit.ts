import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { LookUpQuestion } from '@lianshen/contracts/look-up';
import type { LookUpSettings } from './look-up-settings.js';

/** A look-up as the service got it. */
export interface Asked {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly question: LookUpQuestion;
}

/** What the service does with a look-up: an answer with its status and headers, raw text, or nothing at all. */
export type Reaction = { readonly status?: number; readonly headers?: Record<string, string>; readonly json?: unknown; readonly text?: string } | 'hang' | 'break';

export const CLEAR: Reaction = { json: { outcome: 'clear' } };
export const FLAGGED: Reaction = { json: { outcome: 'flagged', findings: [{ code: 'OBJECT', facts: '试例：未履行生效判决', basis: '试例第一条', evidenceLevel: 'verified' }], source: '试例系统' } };
export const UNDECIDED: Reaction = { json: { outcome: 'undecided' } };

/** The look-up service of an agency on a real port, doing as it is told. */
export class TestLookUpService {
  readonly asked: Asked[] = [];
  /** Called for each look-up; the test puts in what it needs. */
  react: (asked: Asked) => Reaction | Promise<Reaction> = () => CLEAR;
  private server: Server | undefined;
  private port = 0;

  constructor(private readonly tls?: ServerOptions) {}

  async start(): Promise<this> {
    const listen = (request: IncomingMessage, response: ServerResponse) => void this.answer(request, response);
    this.server = this.tls ? createTlsServer(this.tls, listen) : createServer(listen);
    await new Promise<void>((resolve) => this.server?.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve) ?? resolve(undefined));
    this.server = undefined;
  }

  settings(changed: Partial<LookUpSettings> = {}): LookUpSettings {
    const url = new URL(`${this.tls ? 'https' : 'http'}://127.0.0.1:${this.port}/base/`);
    return { url, token: 'a-token', client: undefined, authority: undefined, timeoutMs: 10_000, attemptsMax: 2, atOnceMax: 4, breakAfter: 50, breakForMs: 100, ...changed };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const asked = { url: `${request.method} ${request.url}`, authorization: request.headers.authorization, question: JSON.parse(Buffer.concat(parts).toString('utf8')) as LookUpQuestion };
    this.asked.push(asked);
    const reaction = await this.react(asked);
    if (reaction === 'hang') return;
    if (reaction === 'break') return void request.socket.destroy();
    const { status = 200, headers = {}, json, text = JSON.stringify(json ?? {}) } = reaction;
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  }
}
