import { describe, expect, it } from '@jest/globals';
import { MESSAGES } from '@lianshen/contracts/messages';
import { testSealer, VECTOR_NOW } from './test-parties.js';
import { readVector, type BundleVector, type RefusedVectors, type SealingVector, type SharedRootVector } from './vector-file.spec-kit.js';

describe('the vectors, opened by the hub', () => {
  it.each([['request', 'court'], ['verdict', 'coordinator']] as const)('hold a %s that opens to its envelope and its hash', (name, receiver) => {
    const { sealing, envelope, signing } = readVector<SealingVector>(name);
    const opened = testSealer(receiver).open(sealing.jwe, VECTOR_NOW + 3_600_000);
    expect(opened).toMatchObject({ ok: true, value: { envelope, jws: signing.jws, payloadHash: signing.payloadSha256 } });
    expect(MESSAGES[name].schema.safeParse(envelope.data).success).toBe(true);
  });

  it('bind the verdict to the request', () => {
    expect(readVector<SealingVector>('verdict').envelope.data['requestHash']).toBe(readVector<SealingVector>('request').signing.payloadSha256);
  });

  it('hold a bundle whose lines open one by one', () => {
    const { payload, opened } = readVector<BundleVector>('bundle');
    const lines = payload.split('\n').map((line) => testSealer('court').open(line, VECTOR_NOW));
    expect(lines.map((line) => line.ok && { envelope: line.value.envelope, payloadSha256: line.value.payloadHash })).toEqual(opened);
  });

  it.each(readVector<RefusedVectors>('refused').refused)('are refused as $code: $what', ({ line, openedAt, code }) => {
    const opened = testSealer('court', undefined, ['coordinator']).open(line, Date.parse(openedAt));
    expect(opened.ok ? 'opened' : opened.refusal.code).toBe(code);
  });
});

describe('the vectors of verdicts under one signature, opened by the hub', () => {
  const { verdicts, refused, openedAt } = readVector<SharedRootVector>('shared-root');
  const open = (line: string) => testSealer('coordinator').open(line, Date.parse(openedAt));

  it('open one by one to their envelopes and hashes', () => {
    for (const { jwe, envelope, signed, payloadSha256 } of verdicts) {
      expect(open(jwe)).toMatchObject({ ok: true, value: { envelope, jws: signed, payloadHash: payloadSha256 } });
      expect(MESSAGES.verdict.schema.safeParse(envelope.data).success).toBe(true);
    }
    expect(verdicts[0]?.envelope.data['requestHash']).toBe(readVector<SealingVector>('request').signing.payloadSha256);
  });

  it.each(refused)('are refused as $code: $what', ({ line, code }) => {
    const opened = open(line);
    expect(opened.ok ? 'opened' : opened.refusal.code).toBe(code);
  });
});
