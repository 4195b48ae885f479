import { int64Of } from '../bson/scalar.js';
import { BsonType } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import type { Command } from './command.js';

export const killCursorsCommand: Command = {
  name: 'killCursors',
  fields: ['cursors'],
  run(request, { store }) {
    const namespace = request.namespace();
    const killed: bigint[] = [];
    const missing: bigint[] = [];
    for (const value of request.array('cursors') ?? []) {
      if (value.type !== BsonType.int64) throw new CommandError('TypeMismatch', 'a cursor id must be a long');
      const id = int64Of(value);
      (store.cursors.remove(id, namespace) ? killed : missing).push(id);
    }
    return { cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [] };
  },
};
