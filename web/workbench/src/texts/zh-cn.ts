export { pages } from './chinese/pages.js';
export { worklist } from './chinese/worklist.js';
export { item } from './chinese/item.js';
export { answer } from './chinese/answer.js';
export { letter } from './chinese/letter.js';
export { head } from './chinese/head.js';
export { keys } from './chinese/keys.js';
export { manyAnswers } from '../many-answers/texts/zh-cn.js';
