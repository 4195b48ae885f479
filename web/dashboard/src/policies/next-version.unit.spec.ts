import { describe, expect, it } from '@jest/globals';
import { fileNameOf, nextVersion } from './next-version.js';

describe('a changed policy', () => {
  it('has the version after the recorded one', () => {
    expect(JSON.parse(nextVersion('{"name":"city","version":2,"agencies":[]}'))).toEqual({ name: 'city', version: 3, agencies: [] });
  });

  it.each(['', '{', '[]', 'null', '{"version":"2"}'])('stays as it is where it has no version: %s', (text) => {
    expect(nextVersion(text)).toBe(text);
  });

  it('is kept under its name', () => {
    expect(fileNameOf('{ "name": "city-2026" }')).toBe('city-2026.json');
    expect(fileNameOf('{')).toBe('policy.json');
  });
});
