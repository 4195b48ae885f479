import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { parseMasterKeys } from './master-key-file.js';

const keys = Array.from({ length: 11 }, () => randomBytes(32));
const line = (index: number): string => (keys[index] as Buffer).toString('base64url');

describe('the file of master keys', () => {
  it('is read with one key alone, with or without a line end', () => {
    for (const text of [line(0), `${line(0)}\n`, ` ${line(0)}\r\n`]) expect(parseMasterKeys(text)).toEqual([keys[0]]);
  });

  it('is read with several keys, the newest last, between comments and empty lines', () => {
    expect(parseMasterKeys(`# 2025\n${line(0)}\n\n# 2026\n${line(1)}\n`)).toEqual([keys[0], keys[1]]);
  });

  it('takes what openssl rand -base64 32 prints', () => {
    expect(parseMasterKeys(`${(keys[0] as Buffer).toString('base64')}\n`)).toEqual([keys[0]]);
  });

  it.each([
    ['nothing', ''],
    ['comments alone', '# none yet\n'],
    ['a short key', randomBytes(31).toString('base64url')],
    ['a long key', randomBytes(33).toString('base64url')],
    ['a key that is cut off in the middle', `${line(0)}\n${line(1).slice(0, 20)}`],
    ['words', 'correct horse battery staple correct horse batt'],
    ['the same key twice', `${line(0)}\n${line(1)}\n${line(0)}`],
    ['more than ten keys', keys.map((_, index) => line(index)).join('\n')],
  ])('is refused with %s', (_, text) => {
    expect(() => parseMasterKeys(text)).toThrow();
  });

  it('is refused by the number of a line and never by what stands in it', () => {
    expect(() => parseMasterKeys(`${line(0)}\nsecret-word`)).toThrow(/^line 2 is no key$/);
  });
});
