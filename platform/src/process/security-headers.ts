import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * What every answer of a process tells a browser. It serves data and no page: nothing may be loaded, framed or sent from
 * an answer that is opened as one, and nothing is kept in a cache, since most of it is about persons.
 */
export const securityHeaders = (): RequestHandler[] => [
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] } },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  }),
  (_, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  },
];
