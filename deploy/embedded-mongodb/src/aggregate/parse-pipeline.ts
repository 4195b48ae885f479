import { fieldsOf } from '../bson/element-cursor.js';
import { encodeDocument } from '../bson/encode.js';
import { numberOf, textOf } from '../bson/scalar.js';
import { BsonType, documentOf, type BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import { compileFilter } from '../query/matcher.js';
import { parseFilter } from '../query/parse-filter.js';
import { parseProjection } from '../query/projection.js';
import { skipAndLimit } from '../query/select.js';
import { parseSort, sortDocuments } from '../query/sort.js';
import { groupStage } from './group-stage.js';
import type { Stage } from './stage.js';

export interface NamedStage {
  readonly name: string;
  readonly argument: BsonValue;
  readonly run: Stage;
}

function requireDocument(name: string, argument: BsonValue): BsonValue {
  if (argument.type === BsonType.object) return argument;
  throw new CommandError('TypeMismatch', `the ${name} stage specification must be an object`);
}

export function wholeNumber(name: string, argument: BsonValue, min: number): number {
  const number = numberOf(argument);
  if (number !== undefined && Number.isSafeInteger(number) && number >= min) return number;
  throw new CommandError('BadValue', `the argument of ${name} must be a whole number of at least ${min}`);
}

function matchStage(argument: BsonValue): Stage {
  const matches = compileFilter(parseFilter(requireDocument('$match', argument)));
  return function* (documents) {
    for (const document of documents) if (matches(documentOf(document))) yield document;
  };
}

function sortStage(argument: BsonValue): Stage {
  const pattern = parseSort(requireDocument('$sort', argument));
  if (!pattern) throw new CommandError('BadValue', '$sort stage must have at least one sort key');
  return (documents) => sortDocuments(documents, pattern, 0);
}

function projectStage(argument: BsonValue): Stage {
  const project = parseProjection(requireDocument('$project', argument));
  if (!project) throw new CommandError('BadValue', '$project specification must have at least one field');
  return function* (documents) {
    for (const document of documents) yield project(document);
  };
}

/** Without any document there is no answer at all, not a zero. */
function countStage(argument: BsonValue): Stage {
  if (argument.type !== BsonType.string || textOf(argument) === '') throw new CommandError('BadValue', 'the count field must be a non-empty string');
  const name = textOf(argument);
  if (name.includes('.') || name.startsWith('$')) throw new CommandError('BadValue', 'the count field can contain neither . nor a leading $');
  return function* (documents) {
    let count = 0;
    for (const _document of documents) count++;
    if (count > 0) yield encodeDocument({ [name]: count });
  };
}

const stages: Readonly<Record<string, (argument: BsonValue) => Stage>> = {
  $match: matchStage,
  $sort: sortStage,
  $project: projectStage,
  $count: countStage,
  $group: (argument) => groupStage(requireDocument('$group', argument)),
  $limit: (argument) => {
    const limit = wholeNumber('$limit', argument, 1);
    return (documents) => skipAndLimit(documents, 0, limit);
  },
  $skip: (argument) => {
    const skip = wholeNumber('$skip', argument, 0);
    return (documents) => skipAndLimit(documents, skip, 0);
  },
};

/** Parses the stages of a pipeline; a stage that is not served is refused with MongoDB's code for an unknown one. */
export function parsePipeline(pipeline: readonly BsonValue[]): NamedStage[] {
  return pipeline.map((value) => {
    const entries = value.type === BsonType.object ? [...fieldsOf(value)] : [];
    const [name, argument] = entries[0] ?? [];
    if (entries.length !== 1 || !name || !argument) {
      throw new CommandError('Location40323', 'A pipeline stage specification object must contain exactly one field.');
    }
    const stage = stages[name];
    if (!stage) throw new CommandError('Location40324', `Unrecognized pipeline stage name: '${name}'`);
    return { name, argument, run: stage(argument) };
  });
}
