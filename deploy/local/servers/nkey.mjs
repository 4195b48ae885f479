import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';

/**
 * NATS writes Ed25519 keys as text ("nkeys"): prefix bytes, the key, a CRC-16, all in base32. Making them here saves
 * loading a package before the server runs. Source: the nkeys specification of the NATS project.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const SEED_PREFIX = 18 << 3;
const USER_PREFIX = 20 << 3;
/** DER around a raw Ed25519 seed (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** @param {Buffer} bytes */
const base32 = (bytes) => {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(value >>> (bits - 5)) & 31];
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(value << (5 - bits)) & 31] : text;
};

/** @param {string} text */
const fromBase32 = (text) => {
  const bytes = [];
  let bits = 0;
  let value = 0;
  for (const character of text) {
    value = (value << 5) | ALPHABET.indexOf(character);
    bits += 5;
    if (bits >= 8) bytes.push((value >>> (bits -= 8)) & 255);
    value &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
};

/**
 * CRC-16/XMODEM, as the nkeys specification asks for.
 * @param {Buffer} bytes
 */
const crc16 = (bytes) => {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc;
};

/** @param {Buffer} bytes */
const withChecksum = (bytes) => {
  const checksum = Buffer.alloc(2);
  checksum.writeUInt16LE(crc16(bytes));
  return base32(Buffer.concat([bytes, checksum]));
};

const PUBLIC_KEY_LENGTH = 56;

/**
 * @param {string} text
 * @returns {boolean} whether it is a user's public key (U…) with the checksum that belongs to it
 */
export const isUserKey = (text) => {
  if (text.length !== PUBLIC_KEY_LENGTH || !/^U[A-Z2-7]+$/.test(text)) return false;
  const bytes = fromBase32(text).subarray(0, 33);
  return bytes[0] === USER_PREFIX && withChecksum(bytes) === text;
};

/** @param {string} text @returns {boolean} whether it has the shape of a user's seed (SU…); a line end after it counts for nothing */
export const isUserSeed = (text) => /^SU[A-Z2-7]{56}$/.test(text.trim());

/** @returns {string} the seed of a new user key: a secret (SU…) */
export const createUserSeed = () => withChecksum(Buffer.concat([Buffer.from([SEED_PREFIX | (USER_PREFIX >> 5), (USER_PREFIX & 31) << 3]), randomBytes(32)]));

/**
 * @param {string} seed a user's seed (SU…)
 * @returns {string} the public key that belongs to it (U…)
 */
export const publicKeyOf = (seed) => {
  const raw = fromBase32(seed.trim()).subarray(2, 34);
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, raw]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return withChecksum(Buffer.concat([Buffer.from([USER_PREFIX]), Buffer.from(x, 'base64url')]));
};
