export * from './look-up.js';
export * from './look-up-route.js';
