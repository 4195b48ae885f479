import { findField } from '../bson/element-cursor.js';
import { type BsonValue, documentOf } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import { idName } from '../storage/id-index.js';
import { documentBytesMax, hasIdFirst, refuseBadId, withIdFirst } from '../update/apply-update.js';
import { newObjectId } from '../update/upsert.js';
import type { Command } from './command.js';
import { runStatements, withErrors } from './write-statements.js';

/** The document as it is stored: with an _id, and that in front. Usually the very bytes that came in. */
function storable(document: BsonValue): BsonValue {
  if (document.end - document.start > documentBytesMax) {
    throw new CommandError('BSONObjectTooLarge', `object to insert too large. size in bytes: ${document.end - document.start}, max size: ${documentBytesMax}`);
  }
  const id = findField(document, idName);
  if (id) refuseBadId(id);
  return id && hasIdFirst(document) ? document : documentOf(withIdFirst(id ?? newObjectId(), document));
}

export const insertCommand: Command = {
  name: 'insert',
  fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  run(request, { store }) {
    const namespace = request.namespace();
    const ordered = request.flag('ordered', true);
    const documents = request.statements('documents');
    return store.writes.submit(() => {
      const collection = store.ensureCollection(namespace);
      let inserted = 0;
      const errors = runStatements(documents, ordered, (document) => {
        collection.insert(storable(document));
        inserted++;
      });
      return { n: inserted, ...withErrors(errors) };
    });
  },
};
