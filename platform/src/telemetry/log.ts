import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

export type Log = Logger;

/**
 * A structured log without personal data: nothing of a message's or a request's content is ever handed to it, and
 * of an error only its name, its message and its stack, for a driver's error may carry the document it failed on.
 */
export const createLog = (service: string, level: string): Log =>
  pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  });

function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'not an error' };
  const { code } = error as { code?: unknown };
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  const message = isDuplicateKey(code) ? 'duplicate key' : error instanceof SyntaxError ? 'malformed text' : error.message.slice(0, 500);
  return { name: error.name, message, ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}), stack: frames(error), ...cause };
}

/** MongoDB writes the key's value into the message of E11000, and V8 a piece of the text into that of JSON.parse. */
const isDuplicateKey = (code: unknown): boolean => code === 11_000;

/** The frames without the first line, which repeats the message. */
const frames = (error: Error): string[] =>
  (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')).slice(0, 8).map((line) => line.trim());

/** Nest's own messages through the same log. */
export const nestLog = (log: Log): LoggerService => ({
  log: (message: unknown) => log.debug(String(message)),
  warn: (message: unknown) => log.warn(String(message)),
  error: (message: unknown) => log.error(String(message)),
  fatal: (message: unknown) => log.fatal(String(message)),
  debug: (message: unknown) => log.debug(String(message)),
});
