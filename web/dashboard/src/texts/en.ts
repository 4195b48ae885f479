import type { Same } from '@lianshen/web-kit/texts';
import type * as chinese from './zh-cn.js';

export * from './board-en.js';
export * from './case-en.js';
export const nav: Same<typeof chinese.nav> = { today: 'Today', batches: 'Batches', cases: 'Cases', decisions: 'Decisions', agenda: 'Agenda', upload: 'Upload' };
