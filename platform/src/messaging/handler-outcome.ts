import { Catch, type ArgumentsHost } from '@nestjs/common';
import type { RpcExceptionFilter } from '@nestjs/common';
import { Fault } from '@lianshen/contracts/kernel';
import { throwError, type Observable } from 'rxjs';

/** What becomes of a message whose handler threw. */
export interface HandlerOutcome {
  readonly retry: boolean;
  readonly reason: string;
}

/** A fault is tried again; anything else is our defect and goes to the dead letters. */
export const outcomeOf = (error: unknown): HandlerOutcome =>
  error instanceof Fault ? { retry: error.retryable, reason: 'fault' } : { retry: false, reason: 'defect' };

/**
 * Nest turns every plain Error of a message handler into "Internal server error" before a transport sees it; this
 * filter hands the error itself on, so that a fault stays a fault.
 */
@Catch()
export class PassErrorsOn implements RpcExceptionFilter<unknown> {
  catch(error: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => error);
  }
}
