export * from './alarm-clock.js';
export * from './recurring.js';
