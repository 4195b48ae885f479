export { askAgain, beginAnew } from './ask-again.js';
export * from './ListChanged.js';
