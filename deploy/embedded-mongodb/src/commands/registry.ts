import { aggregateCommand } from './aggregate.command.js';
import {
  createCommand,
  dbStatsCommand,
  dropCommand,
  dropDatabaseCommand,
  listCollectionsCommand,
  listDatabasesCommand,
} from './collection.commands.js';
import type { Command } from './command.js';
import { countCommand } from './count.command.js';
import { createIndexesCommand } from './create-indexes.command.js';
import { deleteCommand } from './delete.command.js';
import { distinctCommand } from './distinct.command.js';
import { dropIndexesCommand } from './drop-indexes.command.js';
import { findAndModifyCommand } from './find-and-modify.command.js';
import { findCommand } from './find.command.js';
import { getMoreCommand } from './get-more.command.js';
import { helloCommand } from './hello.command.js';
import { insertCommand } from './insert.command.js';
import { killCursorsCommand } from './kill-cursors.command.js';
import { listIndexesCommand } from './list-indexes.command.js';
import { buildInfoCommand, endSessionsCommand, pingCommand, serverStatusCommand } from './server.commands.js';
import { updateCommand } from './update.command.js';

const commands: readonly Command[] = [
  helloCommand,
  pingCommand,
  buildInfoCommand,
  serverStatusCommand,
  endSessionsCommand,
  insertCommand,
  updateCommand,
  deleteCommand,
  findAndModifyCommand,
  findCommand,
  getMoreCommand,
  killCursorsCommand,
  countCommand,
  distinctCommand,
  aggregateCommand,
  createIndexesCommand,
  listIndexesCommand,
  dropIndexesCommand,
  createCommand,
  dropCommand,
  dropDatabaseCommand,
  listCollectionsCommand,
  listDatabasesCommand,
  dbStatsCommand,
];

export interface RegisteredCommand {
  readonly command: Command;
  readonly fields: ReadonlySet<string>;
}

/** Every command by its name and aliases. What is not here is answered with CommandNotFound. */
export const registry: ReadonlyMap<string, RegisteredCommand> = new Map(
  commands.flatMap((command) =>
    [command.name, ...(command.aliases ?? [])].map((name) => [name, { command, fields: new Set(command.fields) }] as const),
  ),
);
