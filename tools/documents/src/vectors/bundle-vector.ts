import { sealed } from './sealed.js';
import { vectorRecallEnvelope } from './test-messages.js';
import { sealedRequest } from './sealing-vectors.js';

/** Two messages in one NATS message. */
export function bundleVector(): object {
  const lines = [sealedRequest(), sealed(vectorRecallEnvelope, 'c0c1c2c3c4c5c6c7c8c9cacb')];
  return {
    about: 'One NATS message that carries two sealed messages, for the agency "court". Each line is handled on its own; the NATS message is acknowledged when all are.',
    payload: lines.map(({ jwe }) => jwe).join('\n'),
    opened: lines.map(({ jws, payloadHash }) => ({ envelope: JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8')) as object, payloadSha256: payloadHash })),
  };
}
