export * from './SessionGate.js';
export * from './session-state.js';
export * from './sign-out.js';
export * from './use-me.js';
