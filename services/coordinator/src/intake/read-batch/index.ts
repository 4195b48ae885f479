export type { BatchCandidate, BatchRead, RefusedRow, RowFault, RowWarning, SkippedRow } from './batch-rows.js';
export { explainBatchRefusal } from './explain-batch-refusal.js';
export { readFacts } from './read-facts.js';
export { readBatch, type ReadBatchOptions } from './read-batch.js';
