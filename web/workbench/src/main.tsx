import { startApplication } from '@lianshen/web-kit/app';
import { pages } from './pages.js';
import { workbenchTexts } from './texts/index.js';

await startApplication({ name: 'workbench', texts: workbenchTexts, pages });
