export * from './find-ground.js';
export * from './ground.js';
