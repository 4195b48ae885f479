/** The body that an operation of the OpenAPI document takes. */
export type BodyOf<Operation> = Operation extends { requestBody?: { content: { 'application/json': infer Body } } } ? Body : never;

/** The good answer of an operation of the OpenAPI document. */
export type AnswerOf<Operation> = Operation extends { responses: { 200: { content: { 'application/json': infer Answer } } } }
  ? Answer
  : Operation extends { responses: { 201: { content: { 'application/json': infer Answer } } } }
    ? Answer
    : never;
