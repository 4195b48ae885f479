import type { PageRoute } from '@lianshen/web-kit/app';
import { recusalPages } from '@lianshen/web-kit/recusal';
import { oversightPages } from './oversight-pages.js';

/** As the table of rights has them; what stands on a page the hub says again. */
const HANDLE = ['officer', 'coordinatorApprover'];
const SEE = [...HANDLE, 'overseer', 'auditor'];

/** The pages of the dashboard, in the order of its navigation. */
export const pages: readonly PageRoute[] = [
  { path: '/', label: 'nav:today', roles: HANDLE, load: () => import('./today/TodayPage.js') },
  { path: '/batches', label: 'nav:batches', roles: SEE, load: () => import('./batches/BatchesPage.js') },
  { path: '/batches/:batchId', roles: SEE, load: () => import('./batches/BatchPage.js') },
  { path: '/batches/:batchId/report', roles: ['officer'], load: () => import('./upload/ReportPage.js') },
  { path: '/upload', label: 'nav:upload', roles: ['officer'], load: () => import('./upload/UploadPage.js') },
  { path: '/cases', label: 'nav:cases', roles: SEE, load: () => import('./cases/CasesPage.js') },
  { path: '/cases/:caseId', roles: SEE, load: () => import('./cases/CasePage.js') },
  { path: '/decisions', label: 'nav:decisions', roles: [...HANDLE, 'auditor'], load: () => import('./decisions/DecisionsPage.js') },
  { path: '/agenda', label: 'nav:agenda', roles: SEE, load: () => import('./agenda/AgendaPage.js') },
  ...oversightPages,
  ...recusalPages,
];
