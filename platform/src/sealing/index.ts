export * from './field-cipher.js';
export * from './key-directory.js';
export * from './key-vault.js';
export * from './own-keys-store.js';
export * from './party-keys.js';
export * from './random-bytes.js';
export * from './sealer.js';
export * from './derive-id.js';
