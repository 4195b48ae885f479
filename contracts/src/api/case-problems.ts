import type { ProblemCode } from './problem.js';

/** Of every route of a case: nobody handles one of somebody to whom they are related. */
export const HANDLED: readonly ProblemCode[] = ['request.malformed', 'case.unknown', 'recusal.recused'];

/** Of those that open the candidate or judge the case: nobody does before they have declared. */
export const OPENED: readonly ProblemCode[] = [...HANDLED, 'declaration.missing'];
