import { compareValues } from '../../query/compare.js';
import { unchanged, type PrepareOperator } from '../operator.js';
import { closed } from '../tree.js';

const prepareExtreme =
  (sign: 1 | -1): PrepareOperator =>
  (argument) =>
  (current) =>
    current === undefined || compareValues(argument, closed(current)) * sign > 0 ? argument : unchanged;

/** Both compare across types, in MongoDB's order of all values. */
export const prepareMax = prepareExtreme(1);
export const prepareMin = prepareExtreme(-1);
