import type { Same } from '@lianshen/web-kit/texts';
import type * as chinese from './zh-cn.js';

export const nav: Same<typeof chinese.nav> = { batches: 'Batches' };
