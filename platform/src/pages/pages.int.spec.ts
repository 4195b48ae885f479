import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { ConfigurationError } from '../config/index.js';
import { securityHeaders } from '../process/security-headers.js';
import { servePages } from './index.js';

const HTML = '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" nonce="__CSP_NONCE__" src="/assets/app-1.js"></script>';
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
let folder: string;
let server: Server;
let origin: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianshen-pages-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), HTML);
  writeFileSync(join(folder, 'assets', 'app-1.js'), `export const text = '${'联审'.repeat(2_000)}';`);
  writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  const application = express();
  application.use(...securityHeaders(), ...servePages(folder));
  application.use((_, response) => void response.status(404).json({ code: 'http.404' }));
  server = createServer(application).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const open = (path: string, headers: Record<string, string> = BROWSER) => fetch(`${origin}${path}`, { headers });

describe('the pages of a process', () => {
  it.each(['/', '/batches/1', '/cases/x?tab=clock'])('are one page, under whatever address a browser goes to: %s', async (path) => {
    const answer = await open(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('may load from their own origin alone, and style by a nonce that no two answers share', async () => {
    const [first, second] = await Promise.all([open('/'), open('/')]);
    const nonceOf = async (answer: Response) => /nonce="([\w-]{22})"/.exec(await answer.text())?.[1];
    const [nonce, other] = [await nonceOf(first), await nonceOf(second)];
    expect(nonce).not.toBe(other);
    const policy = first.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
  });

  it.each(['/api/unknown', '/auth/unknown', '/keys/unknown', '/metrics/x', '/health/x'])('leave what programs ask for to the interface: %s', async (path) => {
    const answer = await open(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/json');
  });

  it('leave a program that asks for data under an address of a page to the interface', async () => {
    expect((await open('/batches/1', { accept: 'application/json' })).status).toBe(404);
    expect((await fetch(`${origin}/batches/1`, { method: 'POST', headers: BROWSER })).status).toBe(404);
  });

  it('come with files that are compressed and kept for ever, because their names change with what is in them', async () => {
    const answer = await open('/assets/app-1.js', { accept: '*/*', 'accept-encoding': 'gzip' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['/assets/app-0.js', '/assets/', '/assets/..%2findex.html'])('answer for a file that is not there that it is not there, and with no page: %s', async (path) => {
    const answer = await open(path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).not.toContain('csp-nonce');
  });

  it('are refused at the start where they were not built, or have no place for the nonce', () => {
    expect(() => servePages(join(folder, 'assets'))).toThrow(ConfigurationError);
    writeFileSync(join(folder, 'assets', 'index.html'), '<!doctype html>');
    expect(() => servePages(join(folder, 'assets'))).toThrow('no place for a nonce');
  });
});
