import type { PageRoute } from '@lianshen/web-kit/app';

const SEES_POLICIES = ['officer', 'coordinatorApprover', 'overseer', 'auditor', 'administrator'];
const SEES_AGENCIES = ['officer', 'coordinatorApprover', 'auditor', 'administrator'];

/** The pages of those who watch over the vetting, run it, or nominate. */
export const oversightPages: readonly PageRoute[] = [
  { path: '/nominations', label: 'oversight:nav.nominations', roles: ['nominator'], load: () => import('./nominations/NominationsPage.js') },
  { path: '/nominations/:batchId', roles: ['nominator'], load: () => import('./nominations/NominationPage.js') },
  { path: '/statistics', label: 'oversight:nav.statistics', roles: ['officer', 'coordinatorApprover', 'overseer', 'auditor'], load: () => import('./statistics/StatisticsPage.js') },
  { path: '/readings', label: 'oversight:nav.readings', roles: ['auditor'], load: () => import('./readings/ReadingsPage.js') },
  { path: '/policies', label: 'oversight:nav.policies', roles: SEES_POLICIES, load: () => import('./policies/PoliciesPage.js') },
  { path: '/policies/new', roles: SEES_POLICIES, load: () => import('./policies/TryPolicyPage.js') },
  { path: '/policies/changes/:name/:number', roles: SEES_POLICIES, load: () => import('./policies/PolicyChangePage.js') },
  { path: '/policies/:hash', roles: SEES_POLICIES, load: () => import('./policies/PolicyPage.js') },
  { path: '/agencies', label: 'oversight:nav.agencies', roles: SEES_AGENCIES, load: () => import('./agencies/AgenciesPage.js') },
  { path: '/agencies/:agency', roles: SEES_AGENCIES, load: () => import('./agencies/AgencyPage.js') },
];
