import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { CommandContext } from '../commands/command.js';
import { CommandRequest } from '../commands/command-request.js';
import { dispatch } from '../commands/dispatch.js';
import { CommandError } from '../errors/command-error.js';
import { encodeAnswer } from './encode-answer.js';
import { ProtocolError, opCodes } from './message-header.js';
import { MessageSplitter } from './message-splitter.js';
import { parseMessage } from './parse-message.js';

/** A client that sends on without reading its answers is held back at this many waiting messages. */
const waitingMax = 16;

/**
 * Serves one client: messages are answered one after the other, in the order in which they came. Bytes that break
 * the protocol end this connection and leave a line in the log; they cannot harm another.
 */
export class Connection {
  private readonly splitter = new MessageSplitter();
  private readonly waiting: Buffer[] = [];
  private isServing = false;

  constructor(
    private readonly socket: Socket,
    private readonly context: CommandContext,
    private readonly log: Logger,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    socket.on('error', (error) => this.log.debug({ err: error }, 'a connection broke'));
  }

  private receive(chunk: Buffer): void {
    try {
      this.waiting.push(...this.splitter.push(chunk));
    } catch (error) {
      this.refuse(error);
      return;
    }
    if (this.waiting.length > waitingMax) this.socket.pause();
    if (!this.isServing) void this.serve();
  }

  private async serve(): Promise<void> {
    this.isServing = true;
    try {
      for (let bytes = this.waiting.shift(); bytes && !this.socket.destroyed; bytes = this.waiting.shift()) {
        await this.answer(bytes);
      }
    } catch (error) {
      this.refuse(error);
    }
    this.isServing = false;
    if (this.socket.isPaused()) this.socket.resume();
  }

  private async answer(bytes: Buffer): Promise<void> {
    const message = parseMessage(bytes);
    const request = new CommandRequest(message.body, message.sequences);
    if (message.opCode === opCodes.query && !/^(hello|ismaster)$/i.test(request.name)) {
      throw new ProtocolError('OP_QUERY is served for hello only');
    }
    const answer = await dispatch(request, this.context, this.log);
    if (message.wantsAnswer && !this.socket.destroyed) this.socket.write(encodeAnswer(answer, message));
  }

  private refuse(error: unknown): void {
    const isExpected = error instanceof ProtocolError || error instanceof CommandError;
    const reason = error instanceof Error ? error.message : String(error);
    if (isExpected) this.log.warn({ reason }, 'a connection is closed: its bytes break the protocol');
    else this.log.error({ err: error }, 'a connection is closed: serving it failed');
    this.socket.destroy();
  }
}
