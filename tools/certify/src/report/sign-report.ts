import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { canonicalJson, toIso } from '@lianshen/contracts/kernel';
import { thumbprintKid } from '@lianshen/platform/sealing';
import { isCertified, type Report } from './report.js';

const KIT = { name: 'lianshen adapter:certify', version: '0.1.0', protocol: 'lianshen sealing 1' };

/** The kit's own key. @param file where it is kept, PKCS#8 in PEM; made there at the first time. Without one a key for this report alone. */
export function reportKey(file: string | undefined): KeyObject {
  if (file !== undefined && existsSync(file)) return createPrivateKey(readFileSync(file));
  const { privateKey } = generateKeyPairSync('ed25519');
  if (file !== undefined) writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
  return privateKey;
}

/** The report as a compact JWS (EdDSA); its header holds the public key that verifies it. */
export function signReport(report: Report, key: KeyObject): string {
  const { crv, x } = createPublicKey(key).export({ format: 'jwk' }) as { crv: string; x: string };
  const payload = { kit: KIT, certified: isCertified(report), ...report, startedAt: toIso(report.startedAt), endedAt: toIso(report.endedAt) };
  const header = { alg: 'EdDSA', typ: 'lianshen-certification+jws', kid: thumbprintKid({ crv, x }), jwk: { kty: 'OKP', crv, x } };
  const encoded = (value: string): string => Buffer.from(value).toString('base64url');
  const input = `${encoded(JSON.stringify(header))}.${encoded(canonicalJson(payload))}`;
  return `${input}.${sign(null, Buffer.from(input), key).toString('base64url')}`;
}
