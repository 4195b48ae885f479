import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CHECKS } from './index.js';

describe('the guide of the kit', () => {
  it('names every check', () => {
    const text = readFileSync(new URL('../../../../docs/integrators/certifying.md', import.meta.url), 'utf8');
    expect(CHECKS.map(({ id }) => id).filter((id) => !text.includes(`\`${id}\``))).toEqual([]);
    expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  });
});
