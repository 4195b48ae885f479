export * from './loopback.js';
export * from './master-key-file.js';
export * from './nats-url.js';
export * from './read-environment.js';
export * from './sign-in-environment.js';
