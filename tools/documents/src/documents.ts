import { asyncApiDocument } from './asyncapi/asyncapi-document.js';
import { lookUpDocument } from './look-up/look-up-document.js';
import { openApiDocument } from './openapi/openapi-document.js';
import { rightsTables } from './rights/rights-tables.js';
import { bundleVector } from './vectors/bundle-vector.js';
import { keysVector } from './vectors/keys-vector.js';
import { refusedVectors } from './vectors/refused-vectors.js';
import { requestVector, verdictVector } from './vectors/sealing-vectors.js';
import { sharedRootVector } from './vectors/shared-root-vector.js';

const pretty = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;

/** Every document that is made from the code, by its path in the project. */
export const documents = (): Readonly<Record<string, string>> => ({
  'docs/api/coordinator.openapi.json': pretty(openApiDocument('coordinator')),
  'docs/api/agency-adapter.openapi.json': pretty(openApiDocument('agency-adapter')),
  'docs/api/notifier.openapi.json': pretty(openApiDocument('notifier')),
  'docs/api/look-up-service.openapi.json': pretty(lookUpDocument()),
  'docs/api/messages.asyncapi.json': pretty(asyncApiDocument()),
  'docs/rights-table.md': rightsTables(),
  'docs/integrators/vectors/keys.json': pretty(keysVector()),
  'docs/integrators/vectors/request.json': pretty(requestVector()),
  'docs/integrators/vectors/verdict.json': pretty(verdictVector()),
  'docs/integrators/vectors/bundle.json': pretty(bundleVector()),
  'docs/integrators/vectors/refused.json': pretty(refusedVectors()),
  'docs/integrators/vectors/shared-root.json': pretty(sharedRootVector()),
});
