/** MongoDB's own error codes (src/mongo/base/error_codes.yml), as far as this store answers with them. */
export const errorCodes = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  CannotIndexParallelArrays: 171,
  InvalidIndexSpecificationOption: 197,
  NotImplemented: 238,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  KeyTooLong: 17280,
  Location31249: 31249,
  Location31254: 31254,
  Location40323: 40323,
  Location40324: 40324,
  IDLUnknownField: 40415,
  IDLFailedToParse: 40414,
} as const;

export type ErrorCodeName = keyof typeof errorCodes;

/**
 * A refusal that goes back to the client with MongoDB's code and codeName. `extra` is merged into the answer
 * (a duplicate key brings keyPattern and keyValue). Every other error that reaches the dispatcher is a defect
 * and is answered with InternalError.
 */
export class CommandError extends Error {
  readonly code: number;

  constructor(
    readonly codeName: ErrorCodeName,
    message: string,
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'CommandError';
    this.code = errorCodes[codeName];
  }
}
