import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { documents } from './documents.js';

const root = new URL('../../../', import.meta.url);
const made = documents();

interface Schema {
  readonly description?: string;
  readonly $ref?: string;
  readonly properties?: Record<string, Schema>;
}

/** Every property below a part of a document that neither says what it is nor names a schema that does. */
function undescribed(part: unknown, path = ''): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = Object.entries((part as Schema).properties ?? {}).filter(([, schema]) => typeof schema === 'object' && !schema.description && !schema.$ref);
  const below = Object.entries(part).flatMap(([name, value]) => undescribed(value, `${path}/${name}`));
  return [...own.map(([name]) => `${path}: ${name}`), ...below];
}

describe('the checked-in documents', () => {
  it.each(Object.keys(made))('%s is what the code makes of it now (npm run documents)', (path) => {
    expect(readFileSync(new URL(path, root), 'utf8')).toBe(made[path]);
  });

  it.each(Object.keys(made).filter((path) => path.startsWith('docs/api/')))('%s describes every field', (path) => {
    expect(undescribed(JSON.parse(made[path] as string))).toEqual([]);
  });

  it('are made alike each time', () => {
    expect(documents()).toEqual(made);
  });
});
