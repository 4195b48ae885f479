import { z } from 'zod';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

const PLACE = '#/components/schemas/';

/** A reference to a schema among the document's components. */
export const ref = (name: string): JsonObject => ({ $ref: `${PLACE}${name}` });

/**
 * The JSON Schemas (2020-12) of named zod schemas. One that is used in another is referred to by its name.
 * @param named each schema once.
 */
export function componentSchemas(named: Readonly<Record<string, z.ZodType>>): Record<string, JsonObject> {
  const registry = z.registry<{ id: string }>();
  for (const [name, schema] of Object.entries(named)) registry.add(schema, { id: name });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `${PLACE}${id}`, io: 'input' });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutMeta(schema as JsonObject)]));
}

/** The JSON Schema of one zod schema, written out where it stands. */
export const inlineSchema = (schema: z.ZodType): JsonObject => withoutMeta(z.toJSONSchema(schema, { io: 'input' }) as JsonObject);

/** Those of the components that are reached from a part of the document. */
export function reachedFrom(part: Json, components: Readonly<Record<string, JsonObject>>): Record<string, JsonObject> {
  const reached = new Set<string>();
  const visit = (json: Json): void => {
    for (const [, name = ''] of JSON.stringify(json).matchAll(/"#\/components\/schemas\/([A-Za-z0-9]+)"/g)) {
      if (reached.has(name)) continue;
      reached.add(name);
      visit(components[name] as JsonObject);
    }
  };
  visit(part);
  return Object.fromEntries(Object.entries(components).filter(([name]) => reached.has(name)));
}

function withoutMeta({ $schema: _, $id: __, ...schema }: JsonObject): JsonObject {
  return schema;
}
