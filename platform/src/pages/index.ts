export * from './serve-pages.js';
