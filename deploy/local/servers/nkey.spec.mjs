import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createUser, fromSeed } from '@nats-io/nkeys';
import { createUserSeed, publicKeyOf } from './nkey.mjs';

describe('a user key for NATS', () => {
  it('is one that the NATS client itself reads', () => {
    const seed = createUserSeed();
    assert.equal(fromSeed(Buffer.from(seed)).getPublicKey(), publicKeyOf(seed));
  });

  it('has the same public key as the NATS client finds', () => {
    const user = createUser();
    assert.equal(publicKeyOf(Buffer.from(user.getSeed()).toString()), user.getPublicKey());
  });
});
