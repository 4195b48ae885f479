export * from './recusal-pages.js';
