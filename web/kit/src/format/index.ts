export * from './keep-file.js';
export * from './use-format.js';
