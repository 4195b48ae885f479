/** One step of a pipeline, from documents to documents. */
export type Stage = (documents: Iterable<Buffer>) => Iterable<Buffer>;
