export * from './bearer-or-session.js';
export * from './session-store.js';
export * from './sign-in.js';
export * from './sign-in.controller.js';
