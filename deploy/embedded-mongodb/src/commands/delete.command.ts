import { documentOf } from '../bson/types.js';
import { numberOf } from '../bson/scalar.js';
import { CommandError } from '../errors/command-error.js';
import { select, selectionOf } from '../query/select.js';
import type { Collection } from '../storage/collection.js';
import type { Command } from './command.js';
import { hintedIndex } from './hint.js';
import { StatementFields } from './statement-fields.js';
import { runStatements, withErrors } from './write-statements.js';

const statementFields = new Set(['q', 'limit', 'hint']);

function runDelete(collection: Collection | undefined, fields: StatementFields): number {
  const limit = numberOf(fields.require('limit'));
  if (limit !== 0 && limit !== 1) {
    throw new CommandError('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  }
  const selection = selectionOf(fields.document('q'), { limit });
  if (!collection) return 0;
  const hint = hintedIndex(collection, fields.get('hint'));
  const documents = [...select(collection, { ...selection, hint })];
  for (const document of documents) collection.remove(documentOf(document));
  return documents.length;
}

export const deleteCommand: Command = {
  name: 'delete',
  fields: ['deletes', 'ordered'],
  run(request, { store }) {
    const namespace = request.namespace();
    const ordered = request.flag('ordered', true);
    const statements = request.statements('deletes').map((statement) => new StatementFields(statement, 'delete.deletes', statementFields));
    return store.writes.submit(() => {
      const collection = store.findCollection(namespace);
      let n = 0;
      const errors = runStatements(statements, ordered, (statement) => {
        n += runDelete(collection, statement);
      });
      return { n, ...withErrors(errors) };
    });
  },
};
