import { documentOf, type BsonValue } from '../bson/types.js';
import { findField } from '../bson/element-cursor.js';
import { CommandError } from '../errors/command-error.js';
import { select, selectionOf } from '../query/select.js';
import type { Collection } from '../storage/collection.js';
import { idName } from '../storage/id-index.js';
import type { Store } from '../storage/store.js';
import { applyUpdate } from '../update/apply-update.js';
import { parseUpdate, type Update } from '../update/parse-update.js';
import { documentToUpsert } from '../update/upsert.js';
import type { Command } from './command.js';
import { hintedIndex } from './hint.js';
import { StatementFields } from './statement-fields.js';
import { runStatements, withErrors } from './write-statements.js';

interface Outcome {
  readonly matched: number;
  readonly modified: number;
  readonly upsertedId: BsonValue | undefined;
}

const statementFields = new Set(['q', 'u', 'multi', 'upsert', 'hint']);

function updateAll(collection: Collection, documents: readonly Buffer[], update: Update): number {
  const now = new Date();
  let modified = 0;
  for (const bytes of documents) {
    const next = applyUpdate(documentOf(bytes), update, now);
    if (next.equals(bytes)) continue;
    collection.replace(documentOf(bytes), documentOf(next));
    modified++;
  }
  return modified;
}

/** Only an upsert makes the collection; any other update of what is not there finds nothing. */
function runUpdate(store: Store, namespace: string, fields: StatementFields): Outcome {
  const update = parseUpdate(fields.require('u'));
  const multi = fields.flag('multi');
  if (multi && update.kind === 'replacement') {
    throw new CommandError('FailedToParse', 'multi update is not supported for replacement-style update');
  }
  const isUpsert = fields.flag('upsert');
  const collection = isUpsert ? store.ensureCollection(namespace) : store.findCollection(namespace);
  const hint = collection && hintedIndex(collection, fields.get('hint'));
  const selection = selectionOf(fields.document('q'), { limit: multi ? 0 : 1, hint });
  if (!collection) return { matched: 0, modified: 0, upsertedId: undefined };
  // All are found before the first is changed, so that a changed document cannot come up again.
  const documents = [...select(collection, selection)];
  if (documents.length > 0 || !isUpsert) {
    return { matched: documents.length, modified: updateAll(collection, documents, update), upsertedId: undefined };
  }
  const document = documentOf(documentToUpsert(selection.filter, update, new Date()));
  collection.insert(document);
  return { matched: 1, modified: 0, upsertedId: findField(document, idName) };
}

export const updateCommand: Command = {
  name: 'update',
  fields: ['updates', 'ordered', 'bypassDocumentValidation'],
  run(request, { store }) {
    const namespace = request.namespace();
    const ordered = request.flag('ordered', true);
    const statements = request.statements('updates').map((statement) => new StatementFields(statement, 'update.updates', statementFields));
    return store.writes.submit(() => {
      let n = 0;
      let nModified = 0;
      const upserted: { index: number; _id: BsonValue | undefined }[] = [];
      const errors = runStatements(statements, ordered, (statement, index) => {
        const outcome = runUpdate(store, namespace, statement);
        n += outcome.matched;
        nModified += outcome.modified;
        if (outcome.upsertedId) upserted.push({ index, _id: outcome.upsertedId });
      });
      return { n, ...(upserted.length > 0 && { upserted }), nModified, ...withErrors(errors) };
    });
  },
};
