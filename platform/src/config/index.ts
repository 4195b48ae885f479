export * from './read-environment.js';
