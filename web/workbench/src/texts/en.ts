import type { Same } from '@lianshen/web-kit/texts';
import type * as chinese from './zh-cn.js';

export const pages: Same<typeof chinese.pages> = { worklist: 'Worklist' };
export { manyAnswers } from '../many-answers/texts/en.js';
