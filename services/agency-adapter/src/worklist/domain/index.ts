export * from './close-item.js';
export * from './item-event.js';
export * from './item-state.js';
export * from './receive-request.js';
export * from './sign-verdict.js';
