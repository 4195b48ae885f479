export * from './nats-url.js';
export * from './read-environment.js';
