import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptSecret } from '../secret-file.mjs';

/** Who people's tokens are from in local mode without a provider; in production it is the organization's OpenID provider. */
export const ISSUER = 'urn:lianshen:local-launcher';
export const AUDIENCE = 'lianshen';
const TOKEN_LIFETIME_S = 12 * 3600;

/** One invented person for each role: where two people have to sign, one token is not enough. */
const PEOPLE = {
  nominator: '提名员（本地演示）',
  officer: '经办员（本地演示）',
  coordinatorApprover: '复核人（本地演示）',
  superior: '上级主管（本地演示）',
  overseer: '监督员（本地演示）',
  auditor: '审计员（本地演示）',
  administrator: '管理员（本地演示）',
};

/** @typedef {keyof typeof PEOPLE} Role */

/**
 * The invented staff of each agency. An answer takes a clerk and an approver; one that the policy wants signed twice takes
 * the head as well. The superior decides where the head is recused or absent. The auditor sees who has read, the administrator looks after keys and dead letters.
 */
const STAFF = {
  clerk: '经办人（本地演示）',
  approver: '签发人（本地演示）',
  agencyHead: '负责人（本地演示）',
  superior: '上级主管（本地演示）',
  auditor: '审计员（本地演示）',
  administrator: '管理员（本地演示）',
};

/** The unit of the invented nominator: a batch that names it shows them its outcomes. */
export const LOCAL_UNIT = '市试例局';

/** @typedef {keyof typeof STAFF} StaffRole */

export const STAFF_ROLES = /** @type {StaffRole[]} */ (Object.keys(STAFF));

export const ROLES = /** @type {Role[]} */ (Object.keys(PEOPLE));

/** @param {object} value */
const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** @param {string} x the public key of an Ed25519 JWK */
const thumbprint = (x) => createHash('sha256').update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x })).digest('base64url');

/** @typedef {{ sub: string, name: string, roles: string[], agency?: string, unit?: string }} InventedPerson */

/** @param {Role} role @returns {InventedPerson} */
const personOf = (role) => ({ sub: `local-${role}`, name: PEOPLE[role], roles: [role], ...(role === 'nominator' ? { unit: LOCAL_UNIT } : {}) });

/** @param {string} agency @param {StaffRole} role @returns {InventedPerson} */
const staffOf = (agency, role) => ({ sub: `local-${agency}-${role}`, name: STAFF[role], roles: [role], agency });

/**
 * Everybody whom the launcher makes tokens for, and who can sign in where the local provider runs.
 * @param {string[]} agencies
 */
export const inventedPeople = (agencies) => [...ROLES.map(personOf), ...agencies.flatMap((agency) => STAFF_ROLES.map((role) => staffOf(agency, role)))];

/**
 * @typedef {object} LocalIdentity
 * @property {string} issuer
 * @property {string} jwksFile
 * @property {object} signingKey the private JWK
 * @property {(role: Role) => string} mint
 * @property {(agency: string, role: StaffRole) => string} mintStaff
 */

/**
 * The launcher's own issuer of tokens: its key is made at the first start and kept, so that tokens of the last start
 * are still good. The local provider signs with the same key and under the same name.
 * @param {{ dir: string, jurisdiction: string, issuer?: string | undefined }} options
 * @returns {LocalIdentity}
 */
export const localIdentity = ({ dir, jurisdiction, issuer = ISSUER }) => {
  const stored = keptSecret(join(dir, 'secrets', 'identity.jwk.json'), () => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })));
  const privateKey = createPrivateKey({ key: JSON.parse(stored), format: 'jwk' });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const kid = thumbprint(x);
  const jwksFile = join(dir, 'trust', 'identity.jwks.json');
  mkdirSync(join(dir, 'trust'), { recursive: true });
  writeFileSync(jwksFile, JSON.stringify({ keys: [{ kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' }] }));
  /** @param {InventedPerson} person */
  const tokenOf = (person) => {
    const issuedAt = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, aud: AUDIENCE, ...person, jurisdiction, iat: issuedAt, exp: issuedAt + TOKEN_LIFETIME_S, jti: randomUUID() };
    const signed = `${encoded({ alg: 'EdDSA', typ: 'JWT', kid })}.${encoded(claims)}`;
    return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
  };
  const signingKey = { ...privateKey.export({ format: 'jwk' }), kid, alg: 'EdDSA', use: 'sig' };
  return { issuer, jwksFile, signingKey, mint: (role) => tokenOf(personOf(role)), mintStaff: (agency, role) => tokenOf(staffOf(agency, role)) };
};
