import fc from 'fast-check';
import { z } from 'zod';

/** As much of JSON Schema as the API's bodies use. */
interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
}

const NASTY_TEXTS = ['', ' ', '\u0000', '试例', '\u202e', '9'.repeat(5_000), '__proto__', '{"$gt":""}', '$where', '../../etc/passwd', '<script>', "' or 1=1", '2026-02-30T00:00:00.000Z', '2026-12-01T00:00:00.000Z', '99010119700101001X'];

/** Any value that is no good on purpose. */
const nasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0, 1e308, [], {}, JSON.parse('{"__proto__":{"polluted":true}}'), { $gt: '' }, [[[[[[[[[[]]]]]]]]]]),
  fc.constantFrom(...NASTY_TEXTS),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Values of a zod schema as its JSON would be, now and then with a part that does not belong there. */
export function arbitraryOfSchema(schema: z.ZodType): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: of(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema) }, { weight: 1, arbitrary: nasty });
}

function of(schema: JsonSchema): fc.Arbitrary<unknown> {
  if ('const' in schema) return often(fc.constant(schema.const));
  if (schema.enum) return often(fc.constantFrom(...schema.enum));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(of));
  switch (schema.type) {
    case 'object':
      return ofObject(schema);
    case 'array':
      return often(fc.array(of(schema.items ?? {}), { maxLength: 4 }));
    case 'integer':
    case 'number':
      return often(fc.integer({ min: clamp(schema.minimum ?? 0), max: clamp(schema.maximum ?? 1_000) }));
    case 'boolean':
      return often(fc.boolean());
    case 'string':
      return often(fc.oneof(fc.constantFrom('试例', 'court', new Date(Date.UTC(2027, 0, 4)).toISOString(), '990101197001010011'), fc.string({ maxLength: 60 })));
    case undefined:
    default:
      return nasty;
  }
}

const clamp = (value: number): number => Math.max(-1_000_000, Math.min(1_000_000, value));

const often = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.oneof({ weight: 9, arbitrary }, { weight: 1, arbitrary: nasty });

function ofObject({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const fields = fc.record(Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, of(schema)])), { requiredKeys: required.filter((name) => name in properties) });
  const broken = fc.tuple(fields, fc.constantFrom('lacks', 'has-more'), fc.constantFrom(...(required.length > 0 ? required : ['x'])), nasty).map(([value, how, name, extra]) =>
    how === 'lacks' ? Object.fromEntries(Object.entries(value as object).filter(([each]) => each !== name)) : { ...(value as object), unforeseen: extra },
  );
  return fc.oneof({ weight: 8, arbitrary: fields }, { weight: 1, arbitrary: broken });
}
