import { createCipheriv, createDecipheriv } from 'node:crypto';
import { drawRandomBytes } from './random-bytes.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM over bytes. @param context binds the text to its place (a ledger id, a key's name), so that it
 * cannot be moved to another. @returns iv, ciphertext and tag in one buffer.
 */
export function encryptBytes(key: Buffer, context: string, plain: Buffer): Buffer {
  const iv = drawRandomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when the key, the context or the bytes are not the ones that were encrypted. */
export function decryptBytes(key: Buffer, context: string, sealed: Buffer): Buffer {
  const iv = sealed.subarray(0, IV_BYTES);
  const tag = sealed.subarray(sealed.length - TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context)).setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, sealed.length - TAG_BYTES)), decipher.final()]);
}
