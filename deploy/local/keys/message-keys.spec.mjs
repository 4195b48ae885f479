import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generateOwnKeys, publicKeysOf } from '@lianshen/platform/sealing';
import { readMessageKeys } from './message-keys.mjs';

const keys = publicKeysOf(generateOwnKeys('court'));

/** @param {unknown} given @param {string} [party] */
const codeOf = (given, party = 'court') => {
  const read = readMessageKeys(typeof given === 'string' ? given : JSON.stringify(given), party);
  return read.ok ? 'accepted' : read.refusal.code;
};

describe('the public keys of a party', () => {
  it('are read as an adapter answers them', () => {
    const read = readMessageKeys(JSON.stringify(keys), 'court');
    assert.deepEqual(read, { ok: true, value: keys });
  });

  it('are refused where a kid is not its key’s', () => {
    assert.equal(codeOf({ ...keys, sign: { ...keys.sign, kid: keys.agree.kid } }), 'keys.message-keys-invalid');
    assert.equal(codeOf({ ...keys, agree: { ...keys.agree, x: publicKeysOf(generateOwnKeys('court')).agree.x } }), 'keys.message-keys-invalid');
  });

  it('are refused with a private half in them, and in any other shape', () => {
    const shapes = ['', 'null', '[]', {}, [keys], { ...keys, sign: { ...keys.sign, d: 'x' } }, { ...keys, more: 1 }, { ...keys, sign: null }, { ...keys, sign: keys.agree }, { ...keys, agree: { ...keys.agree, x: 5 } }];
    for (const shape of shapes) assert.equal(codeOf(shape), 'keys.message-keys-invalid', JSON.stringify(shape));
  });

  it('are refused when they are another party’s', () => {
    assert.equal(codeOf(keys, 'audit'), 'keys.party-differs');
  });
});
