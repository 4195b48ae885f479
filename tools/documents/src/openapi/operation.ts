import type { z } from 'zod';
import { isOpaque, PROBLEM_CODES, type ApiRoute, type OpaqueContent, type ProblemCode } from '@lianshen/contracts/api';
import { inlineSchema, ref, type Json, type JsonObject } from '../json-schemas.js';
import { NAMED_SCHEMAS } from './answer-schemas.js';

/** Codes that any route can answer with, and those of a route that asks who is there. */
const OF_ALL: readonly ProblemCode[] = ['defect', 'fault'];
const OF_SIGNED_IN: readonly ProblemCode[] = ['identity.token-missing', 'identity.token-invalid', 'session.ended', 'session.cross-site', 'identity.not-permitted', 'rate.exceeded'];

const OF_COMMANDS: readonly ProblemCode[] = ['idempotency.key-missing'];

const nameOf = new Map<z.ZodType, string>(Object.entries(NAMED_SCHEMAS).map(([name, schema]) => [schema, name]));

/** One route as an OpenAPI operation. */
export function operationOf(route: ApiRoute): JsonObject {
  const { access } = route;
  return {
    operationId: route.id,
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    // Alternatives: any one of the roles is enough.
    security: access === 'public' ? [] : access.map((role) => ({ bearer: [role] })),
    ...(access === 'public' ? {} : { 'x-roles': access }),
    parameters: [...parametersOf(route), ...queryOf(route.query)],
    ...(route.body === undefined ? {} : { requestBody: { required: true, content: Object.fromEntries(route.body.map(contentOf)) } }),
    responses: { ...answersOf(route), ...problemsOf(route) },
  };
}

const parametersOf = ({ parameters = [] }: ApiRoute): JsonObject[] =>
  parameters.map(({ name, in: place, required, schema }) => ({ name, in: place, required, ...described(inlineSchema(schema)) }));

function queryOf(query: z.ZodObject | undefined): JsonObject[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = inlineSchema(query) as { properties?: Record<string, JsonObject>; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), ...described(schema) }));
}

/** A parameter tells what it is beside its schema, where readers look for it. */
const described = ({ description, ...schema }: JsonObject): JsonObject => ({ ...(description === undefined ? {} : { description }), schema });

function contentOf(content: z.ZodType | OpaqueContent): [string, Json] {
  if (isOpaque(content)) return [content.contentType, { schema: { description: content.description } }];
  return ['application/json', { schema: schemaOf(content) }];
}

function schemaOf(schema: z.ZodType): JsonObject {
  const name = nameOf.get(schema);
  if (name !== undefined) return ref(name);
  const { def } = schema as z.ZodUnion<readonly z.ZodType[]>;
  return def.type === 'union' ? { anyOf: def.options.map(schemaOf) } : inlineSchema(schema);
}

const answersOf = ({ answers }: ApiRoute): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(answers).map(([status, { description, content }]) => [
      status,
      { description, ...(content === undefined ? {} : { content: Object.fromEntries([contentOf(content)]) }) },
    ]),
  );

/** The problems of a route, those of one status together with the codes that can stand in them. */
function problemsOf({ access, problems, parameters = [] }: ApiRoute): Record<string, Json> {
  const isCommand = parameters.some(({ name }) => name === 'Idempotency-Key');
  const codes = [...(access === 'public' ? [] : OF_SIGNED_IN), ...(isCommand ? OF_COMMANDS : []), ...problems, ...OF_ALL];
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) byStatus.set(PROBLEM_CODES[code], [...(byStatus.get(PROBLEM_CODES[code]) ?? []), code]);
  const statuses = [...byStatus.keys()].sort((a, b) => a - b);
  return Object.fromEntries(statuses.map((status) => [String(status), problemOf([...new Set(byStatus.get(status))])]));
}

const problemOf = (codes: readonly ProblemCode[]): JsonObject => ({
  description: codes.map((code) => `\`${code}\``).join(', '),
  content: { 'application/problem+json': { schema: { ...ref('Problem'), properties: { code: { enum: [...codes], description: 'stable code for programs' } } } } },
});
