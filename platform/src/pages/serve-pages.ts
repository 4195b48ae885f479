import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import compression from 'compression';
import express, { type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { readIndex } from './read-index.js';

/** Paths that are the interface for programs: what is unknown there is a problem, never a page. */
const NOT_PAGES = /^\/(?:api|auth|health|keys|metrics)(?:\/|$)/;
const ASSETS = '/assets';
const NONCE_BYTES = 16;

type WithNonce = Response & { locals: { styleNonce?: string } };

/**
 * What a page may do: load scripts, styles and data from its own origin and nothing else. Style elements that a script
 * makes carry the answer's nonce, so nothing is `unsafe-inline`.
 */
const pagePolicy = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", (_, response) => `'nonce-${(response as WithNonce).locals.styleNonce ?? ''}'`],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
});

/** A browser that goes to an address, rather than a program that asks for data. */
const isNavigation = (request: Request): boolean => request.method === 'GET' && !NOT_PAGES.test(request.path) && !request.path.startsWith(`${ASSETS}/`) && request.accepts(['html', 'json']) === 'html';

/** Files hold no data, so the rule that nothing is kept does not reach them. */
const keptFor = (seconds: string) => (response: ServerResponse): void => void response.setHeader('Cache-Control', `public, max-age=${seconds}`);

/**
 * Serves a built application: its files, named after what is in them, for ever; and its one page under every other
 * address that a browser goes to, so that addresses inside it can be opened and reloaded. No page holds data.
 * @param folder where it was built
 * @throws ConfigurationError when it was not built there
 */
export function servePages(folder: string): RequestHandler[] {
  const index = readIndex(folder);
  const assets = express.Router();
  // Files of ours alone pass through here, so their size after compression tells nothing of anybody.
  assets.use(ASSETS, compression(), express.static(join(folder, 'assets'), { index: false, redirect: false, fallthrough: false, setHeaders: keptFor('31536000, immutable') }));
  assets.use(express.static(folder, { index: false, redirect: false, setHeaders: keptFor('3600') }));
  const page: RequestHandler = (request, response: WithNonce, next) => {
    if (!isNavigation(request)) return next();
    const nonce = randomBytes(NONCE_BYTES).toString('base64url');
    response.locals.styleNonce = nonce;
    pagePolicy(request, response, (error?: unknown) => {
      if (error) return next(error);
      response.type('html').send(index(nonce));
    });
  };
  return [page, assets];
}
