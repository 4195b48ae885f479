import { UseInterceptors, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import express, { type Request, type RequestHandler, type Response } from 'express';
import type { Observable } from 'rxjs';
import { Refused } from './refused.js';

/** Reads the body after the guards have run, so that nobody without rights makes the process read anything. */
class ParsedBody implements NestInterceptor {
  constructor(private readonly parse: RequestHandler) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    await new Promise<void>((resolve, reject) => {
      this.parse(http.getRequest<Request>(), http.getResponse<Response>(), (error?: unknown) => (error ? reject(refusalOf(error as Error)) : resolve()));
    });
    return next.handle();
  }
}

function refusalOf(error: Error & { readonly type?: unknown }): Error {
  const { type } = error;
  if (type === 'entity.too.large') return new Refused({ code: 'http.413', params: {} });
  if (type === 'entity.parse.failed') return new Refused({ code: 'request.malformed', params: {} });
  return error;
}

const JSON_LIMIT = '256kb';

/** The route takes a JSON body of at most 256 KiB. */
export const JsonBody = () => UseInterceptors(new ParsedBody(express.json({ limit: JSON_LIMIT, strict: true })));

/** The route takes a form, as a browser or another server posts one, of at most 16 KiB. */
export const FormBody = () => UseInterceptors(new ParsedBody(express.urlencoded({ limit: '16kb', extended: false })));

/** The route takes a file as the body itself, as a Buffer; JSON where the content type says so. @param limit bytes. */
export const FileBody = (limit: number) => UseInterceptors(new ParsedBody(parseFileOrJson(limit)));

function parseFileOrJson(limit: number): RequestHandler {
  const json = express.json({ limit: JSON_LIMIT, strict: true });
  const raw = express.raw({ limit, type: () => true });
  return (request, response, next) => (request.is('application/json') ? json : raw)(request, response, next);
}
