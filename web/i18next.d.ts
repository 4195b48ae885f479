import 'i18next';
import type { dashboardTexts } from './dashboard/src/texts/index.js';
import type { kitTexts } from './kit/src/texts/index.js';
import type { workbenchTexts } from './workbench/src/texts/index.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'kit';
    resources: (typeof kitTexts)['zh-CN'] & (typeof dashboardTexts)['zh-CN'] & (typeof workbenchTexts)['zh-CN'];
  }
}
