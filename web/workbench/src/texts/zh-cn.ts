export const pages = { worklist: '工作清单' };
export { manyAnswers } from '../many-answers/texts/zh-cn.js';
