import { BatchId, CaseId } from '../kernel/index.js';
import { rolesFor } from '../rights/index.js';
import { HANDLED } from './case-problems.js';
import { EstimateView } from './estimates.js';
import type { ApiRoute } from './route.js';
import { inPath } from './route-parameters.js';
import { RecomputationQuery, RecomputationView, StatisticsQuery, StatisticsView } from './statistics.js';

/** Figures of the past, and what they say of a case before it is sent. */
export const statisticsRoutes: readonly ApiRoute[] = [
  {
    services: ['coordinator'], method: 'get', path: '/api/statistics', id: 'readStatistics', access: rolesFor('readStatistics'), summary: 'Figures by agency, policy and period, with everything open and its age',
    description: 'A request belongs to the period in which its answer is due, a case to that in which it was opened, a halt to that of its flag. An overseer is shown whole calendar quarters and no group of fewer than 5 persons.',
    query: StatisticsQuery, answers: { 200: { description: 'The figures as they are now.', content: StatisticsView } }, problems: ['request.malformed', 'statistics.period', 'statistics.period-too-fine', 'statistics.too-much'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/statistics/recomputation', id: 'recomputeStatistics', access: rolesFor('recomputeStatistics'), summary: 'Derive every figure from the ledger alone, and compare',
    description: 'Reads every case of the ledger, and changes nothing. Those who ask for the same while one runs get its result.',
    query: RecomputationQuery, answers: { 200: { description: 'What was found.', content: RecomputationView } }, problems: ['request.malformed', 'statistics.period'],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/batches/{batchId}/estimate', id: 'estimateBatch', access: rolesFor('estimateBatch'), summary: 'When the agencies of the policy of a batch would answer',
    description: 'Every agency that the policy may ask; of one case the route of the case says which would be.',
    parameters: [inPath('batchId', BatchId)], answers: { 200: { description: 'The estimate.', content: EstimateView } }, problems: ['request.malformed', 'batch.unknown'],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/cases/{caseId}/estimate', id: 'estimateCase', access: rolesFor('estimateCase'), summary: 'When the agencies that would be asked in a case would answer',
    parameters: [inPath('caseId', CaseId)], answers: { 200: { description: 'The estimate.', content: EstimateView } }, problems: [...HANDLED],
  },
];
