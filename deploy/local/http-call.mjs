import { request as plain } from 'node:http';
import { request as secure } from 'node:https';

/** @typedef {{ status: number, text: string, etag: string | undefined }} Answer */

const TIMEOUT_MS = 30_000;

/**
 * One HTTP request on a connection of its own: a process that is about to be restarted leaves no half-open connection
 * behind, and nothing keeps the launcher alive.
 * @param {string} url
 * @param {{ method?: string, headers?: Record<string, string>, body?: string | Buffer, timeoutMs?: number }} [options]
 * @returns {Promise<Answer>} whatever the status is; rejects when there is no answer
 */
export const httpCall = (url, { method = 'GET', headers = {}, body, timeoutMs = TIMEOUT_MS } = {}) =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const request = url.startsWith('https:') ? secure : plain;
    const outgoing = request(url, { method, headers: { ...length, ...headers }, agent: false, timeout: timeoutMs }, (response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString(), etag: response.headers.etag }));
    });
    outgoing.once('timeout', () => outgoing.destroy(new Error(`no answer from ${url} within ${timeoutMs} ms`)));
    outgoing.once('error', reject);
    outgoing.end(body);
  });

/**
 * @param {string} url
 * @returns {Promise<boolean>} whether it answers 200; false also when nobody listens
 */
export const answersOk = async (url) => {
  try {
    return (await httpCall(url, { timeoutMs: 5_000 })).status === 200;
  } catch {
    return false;
  }
};

/**
 * @param {Answer} answer
 * @returns {{ chinese: string, english: string }} what a problem+json document (RFC 9457) says
 */
export const problemOf = (answer) => {
  try {
    const { title = '', detail = '', code = '', fields } = JSON.parse(answer.text);
    const named = Array.isArray(fields) ? fields.map((/** @type {{ field?: string, problem?: string }} */ { field, problem }) => ` ${field}: ${problem}`).join(',') : '';
    const about = ` (${answer.status} ${code}${named})`;
    return { chinese: `${title}${about}`, english: String(detail) };
  } catch {
    return { chinese: `${answer.status}`, english: answer.text.slice(0, 200) };
  }
};
