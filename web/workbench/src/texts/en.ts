export { pages } from './english/pages.js';
export { worklist } from './english/worklist.js';
export { item } from './english/item.js';
export { answer } from './english/answer.js';
export { letter } from './english/letter.js';
export { head } from './english/head.js';
export { keys } from './english/keys.js';
export { manyAnswers } from '../many-answers/texts/en.js';
