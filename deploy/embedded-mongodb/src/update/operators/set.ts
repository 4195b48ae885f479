import { unchanged, type PrepareOperator } from '../operator.js';

export const prepareSet: PrepareOperator = (argument) => () => argument;

export const prepareSetOnInsert: PrepareOperator = (argument) => (_current, context) =>
  context.isInsert ? argument : unchanged;

export const prepareUnset: PrepareOperator = () => (current) => (current === undefined ? unchanged : undefined);
