import { LOOK_UP_ANSWER_BYTES_MAX, LOOK_UP_PATH, LookUpAnswer, LookUpFinding, LookUpQuestion } from '@lianshen/contracts/look-up';
import { PersonFields } from '@lianshen/contracts/messages';
import { componentSchemas, ref, type JsonObject } from '../json-schemas.js';
import { ANSWER_EXAMPLES, QUESTION_EXAMPLE } from './look-up-examples.js';

const RETRY_AFTER: JsonObject = { 'Retry-After': { description: 'seconds, or a date; up to 3 seconds are waited for within the look-up', schema: { type: 'string' } } };

/** What comes with an error is not read, so it is described by what follows from it. */
const failure = (description: string, headers?: JsonObject): JsonObject => ({ description, ...(headers === undefined ? {} : { headers }) });

/** The OpenAPI 3.1 document of the service that an agency offers to its own adapter. */
export const lookUpDocument = (): JsonObject => ({
  openapi: '3.1.0',
  info: {
    title: "An agency's look-up service",
    description:
      'What an agency offers inside its own network, so that the adapter that comes with the hub can look a person up. The adapter is the only caller; nothing of this leaves the agency but what a standing order lets go out, or a person answers.',
    version: '0.1.0',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: 'https://look-up.example.invalid', description: 'the base address that LOOK_UP_URL names' }],
  paths: {
    [LOOK_UP_PATH]: {
      post: {
        operationId: 'lookUp',
        summary: 'What the agency has on record of one person',
        description: `Changes nothing: the same question may come again, and does after a failure. It stands in the body alone, so that no address and no access log names a person. An answer is at most ${LOOK_UP_ANSWER_BYTES_MAX / 1024} KiB and holds no field but these; a redirect is not followed.`,
        // Either is enough; both together work too.
        security: [{ bearer: [] }, { mutualTls: [] }],
        requestBody: { required: true, content: { 'application/json': { schema: ref('LookUpQuestion'), examples: { person: { value: QUESTION_EXAMPLE } } } } },
        responses: {
          200: { description: 'What is on record. A service that cannot tell answers `undecided` or an error, and never `clear`.', content: { 'application/json': { schema: ref('LookUpAnswer'), examples: ANSWER_EXAMPLES } } },
          400: failure('The question is not as described, and neither would it be a second time. The same for any other status of 4xx that is not named here: a person looks.'),
          401: failure('The caller is not known. Not asked again at once; counts for the circuit breaker, as 403 does.'),
          403: failure('The caller may not ask.'),
          429: failure('Too many questions at once. Asked again.', RETRY_AFTER),
          500: failure('The service fails. Asked again, as with any status of 5xx.'),
          503: failure('The service is away for a while. Asked again.', RETRY_AFTER),
        },
      },
    },
  },
  components: {
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer', description: 'the token in the file that LOOK_UP_TOKEN_FILE names' },
      mutualTls: { type: 'mutualTLS', description: 'the certificate in the file that LOOK_UP_CLIENT_CERT_FILE names' },
    },
    schemas: componentSchemas({ LookUpAnswer, LookUpFinding, LookUpQuestion, PersonFields }),
  },
});
