export * from './flaws-of-texts.js';
export * from './same.js';
export * from './start-texts.js';
export * from './use-language.js';
