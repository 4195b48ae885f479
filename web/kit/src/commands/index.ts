export * from './TextDialog.js';
