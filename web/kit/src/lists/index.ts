export { askAgain, beginAnew } from './ask-again.js';
export * from './ListChanged.js';
export * from './use-pages.js';
