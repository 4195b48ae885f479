import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { deriveId } from './derive-id.js';
import { decryptBytes, encryptBytes } from './field-cipher.js';
import { KeyDirectory } from './key-directory.js';
import { exportPrivate, generateOwnKeys, importPrivate, publicKeysOf } from './party-keys.js';
import { CaseId } from '@lianshen/contracts/kernel';

const key = randomBytes(32);
const plain = Buffer.from('张三 990101198001010014');

describe('an encrypted field', () => {
  it('is read with its key in its place, and is another text each time', () => {
    const sealed = encryptBytes(key, 'case/1/00000001', plain);
    expect(decryptBytes(key, 'case/1/00000001', sealed)).toEqual(plain);
    expect(encryptBytes(key, 'case/1/00000001', plain)).not.toEqual(sealed);
    expect(sealed.includes('张三')).toBe(false);
  });

  it('may be empty', () => {
    expect(decryptBytes(key, '', encryptBytes(key, '', Buffer.alloc(0)))).toHaveLength(0);
  });

  it('cannot be moved to another place, read with another key, changed or cut', () => {
    const sealed = encryptBytes(key, 'case/1/00000001', plain);
    expect(() => decryptBytes(key, 'case/2/00000001', sealed)).toThrow();
    expect(() => decryptBytes(randomBytes(32), 'case/1/00000001', sealed)).toThrow();
    for (const at of [0, 12, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => decryptBytes(key, 'case/1/00000001', changed)).toThrow();
    }
    for (const length of [0, 5, 28, sealed.length - 1]) expect(() => decryptBytes(key, 'case/1/00000001', sealed.subarray(0, length))).toThrow();
  });
});

describe('a derived id', () => {
  it('is the same for the same parts, for ever', () => {
    expect(deriveId(Buffer.alloc(32, 7), 'batch', 'officer-1', 'key-1')).toBe('f7597eaf-e5ee-8310-90f9-b61763e0d828');
    expect(CaseId.safeParse(deriveId(key, 'case')).success).toBe(true);
  });

  it('is another one for other parts, another cut between them or another secret', () => {
    const ids = [deriveId(key, 'ab', 'c'), deriveId(key, 'a', 'bc'), deriveId(key, 'abc'), deriveId(randomBytes(32), 'ab', 'c')];
    expect(new Set(ids).size).toBe(4);
  });
});

describe('the key directory', () => {
  const court = generateOwnKeys('court');
  const registered = publicKeysOf(court);

  it('knows what was registered, each key for its own use', () => {
    const directory = new KeyDirectory();
    expect(directory.register(registered)).toEqual({ ok: true, value: undefined });
    expect(directory.find(court.sign.kid, 'sign')).toMatchObject({ partyId: 'court', use: 'sign' });
    expect(directory.find(court.sign.kid, 'agree')).toBeUndefined();
    expect(directory.findCurrent('audit')).toBeUndefined();
  });

  it('refuses a key whose id is not its thumbprint', () => {
    const directory = new KeyDirectory();
    const forged = { ...registered, sign: { ...registered.sign, kid: registered.agree.kid } };
    expect(directory.register(forged)).toMatchObject({ refusal: { code: 'key.not-its-thumbprint' } });
    expect(directory.size).toBe(0);
  });

  it('refuses a key of another party, and changes nothing then', () => {
    const directory = new KeyDirectory();
    directory.register(registered);
    expect(directory.register({ ...registered, partyId: 'audit' })).toMatchObject({ refusal: { code: 'key.of-another-party' } });
    expect(directory.findCurrent('audit')).toBeUndefined();
    expect(directory.find(court.sign.kid, 'sign')?.partyId).toBe('court');
  });

  it('addresses a party with its newest keys and still reads what its older ones signed', () => {
    const directory = new KeyDirectory();
    const newer = generateOwnKeys('court');
    directory.register(registered);
    directory.register(publicKeysOf(newer));
    expect(directory.findCurrent('court')?.sign.kid).toBe(newer.sign.kid);
    expect(directory.find(court.sign.kid, 'sign')).toBeDefined();
  });

  it('names a key by its RFC 7638 thumbprint, as jose computes it', async () => {
    const { calculateJwkThumbprint } = await import('jose');
    const thumbprint = Buffer.from(await calculateJwkThumbprint(registered.sign, 'sha256'), 'base64url');
    expect(registered.sign.kid).toBe(thumbprint.subarray(0, 16).toString('base64url'));
  });
});

it('own keys come back from their wrapped form as they were', () => {
  const own = generateOwnKeys('court');
  expect(publicKeysOf(importPrivate(exportPrivate(own)))).toEqual(publicKeysOf(own));
});
