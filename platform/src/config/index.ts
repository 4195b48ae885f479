export * from './read-environment.js';
export * from './sign-in-environment.js';
