import type { Encodable } from '../bson/encode.js';
import type { Store } from '../storage/store.js';
import type { CommandRequest } from './command-request.js';

export type Answer = { readonly [name: string]: Encodable };

/** What a command can reach. */
export interface CommandContext {
  readonly store: Store;
  readonly connectionId: number;
  readonly connectionCount: () => number;
}

/** One command: the fields it takes (all others are refused) and what it does. `ok: 1` is added to its answer. */
export interface Command {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly fields: readonly string[];
  run(request: CommandRequest, context: CommandContext): Answer | Promise<Answer>;
}
