import type { Connection, mongo } from 'mongoose';

/** The driver's own collection, without a model. */
export const collectionOf = <D extends mongo.Document>(connection: Connection, name: string, options?: mongo.CollectionOptions): mongo.Collection<D> =>
  connection.collection(name, options) as unknown as mongo.Collection<D>;
