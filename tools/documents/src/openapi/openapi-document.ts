import { API_ROUTES, type ApiRoute, type ApiService } from '@lianshen/contracts/api';
import { componentSchemas, reachedFrom, type Json, type JsonObject } from '../json-schemas.js';
import { NAMED_SCHEMAS } from './answer-schemas.js';
import { operationOf } from './operation.js';

const ABOUT = {
  coordinator: {
    title: 'Lianshen coordinator',
    description: 'The HTTP interface of the coordinator. A POST that takes an Idempotency-Key may be sent again with the same key: what was done is not done twice.',
  },
  'agency-adapter': {
    title: 'Lianshen agency adapter',
    description: 'The HTTP interface of the agency adapter that comes with the hub. An adapter in another language need not offer it; the coordinator speaks to an adapter over NATS alone.',
  },
  notifier: {
    title: 'Lianshen notifier',
    description: 'The HTTP interface of the notifier: the inbox of each desk, its preferences, and the log of what was delivered. Nothing in it names a person.',
  },
} as const satisfies Record<ApiService, object>;

/** The OpenAPI 3.1 document of a service's HTTP interface. */
export function openApiDocument(service: ApiService): JsonObject {
  const paths = pathsOf(API_ROUTES.filter(({ services }) => services.includes(service)));
  return {
    openapi: '3.1.0',
    info: { ...ABOUT[service], version: '0.1.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Claims sub, name, roles[], jurisdiction, and of an agency’s people agency. A requirement names the role that is needed; where there are several, any one is enough. In a browser the cookie of a session takes its place (/auth/login); what is not a GET then needs X-CSRF-Token, as /auth/me names it, and has to come from the same origin.' },
      },
      schemas: reachedFrom(paths, componentSchemas(NAMED_SCHEMAS)),
    },
  };
}

function pathsOf(routes: readonly ApiRoute[]): Record<string, Record<string, Json>> {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  return paths;
}
