import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Fault } from '@lianshen/contracts/kernel';
import type { Log } from '../telemetry/log.js';
import { Refused } from './refused.js';
import { refusalWords, statusOf } from './refusal-words.js';

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly extra?: object;
  /** Seconds (RFC 9110, Retry-After). */
  readonly retryAfterS?: number;
}

/** The HTTP edge: refusals, faults and defects become problem+json (RFC 9457), with words in Chinese and English. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const problem = this.problemOf(error);
    const words = (error instanceof Refused ? error.words : undefined) ?? refusalWords(problem.code);
    const response = host.switchToHttp().getResponse<Response>();
    if (problem.retryAfterS !== undefined) response.setHeader('Retry-After', problem.retryAfterS);
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify({ type: `urn:lianshen:${problem.code}`, title: words.zh, detail: words.en, status: problem.status, code: problem.code, ...problem.extra }));
  }

  private problemOf(error: unknown): Problem {
    if (error instanceof Refused) {
      const { code, params } = error.refusal;
      const { retryAfterSeconds } = params;
      return { status: statusOf(code), code, extra: { params, ...error.extra }, ...(typeof retryAfterSeconds === 'number' ? { retryAfterS: retryAfterSeconds } : {}) };
    }
    if (error instanceof HttpException) {
      const body = error.getResponse();
      return { status: error.getStatus(), code: `http.${error.getStatus()}`, ...(typeof body === 'object' ? { extra: { about: body } } : {}) };
    }
    const { status } = error as { status?: unknown };
    if (typeof status === 'number' && status >= 400 && status < 500) return { status, code: `http.${status}` };
    if (error instanceof Fault) {
      this.log.warn({ err: error }, 'a request met a fault');
      return { status: 503, code: 'fault' };
    }
    this.log.error({ err: error }, 'a request met a defect');
    return { status: 500, code: 'defect' };
  }
}
