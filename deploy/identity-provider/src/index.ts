export * from './provider-settings.js';
export * from './start-provider.js';
