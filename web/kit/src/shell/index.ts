export * from './Shell.js';
