import { startApplication } from '@lianshen/web-kit/app';
import { pages } from './pages.js';
import { dashboardTexts } from './texts/index.js';

await startApplication({ name: 'dashboard', texts: dashboardTexts, pages });
