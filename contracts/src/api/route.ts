import type { z } from 'zod';
import type { ProblemCode } from './problem.js';

export type ApiService = 'coordinator' | 'agency-adapter' | 'notifier';

/** Who may use a route: anyone, or persons with one of the roles. */
export type RouteAccess = 'public' | readonly string[];

/** A file as the body or plain text as the answer, which no schema describes. */
export interface OpaqueContent {
  readonly contentType: string;
  readonly description: string;
}

export interface RouteParameter {
  readonly name: string;
  readonly in: 'path' | 'header';
  readonly required: boolean;
  readonly schema: z.ZodType;
}

export interface RouteAnswer {
  readonly description: string;
  readonly content?: z.ZodType | OpaqueContent;
}

/** One route of the HTTP interface, as the documents describe it and as the services must register it. */
export interface ApiRoute {
  readonly services: readonly ApiService[];
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** With parameters as OpenAPI writes them: `/api/cases/{caseId}`. */
  readonly path: string;
  readonly id: string;
  readonly access: RouteAccess;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly RouteParameter[];
  readonly query?: z.ZodObject;
  readonly body?: readonly (z.ZodType | OpaqueContent)[];
  readonly answers: Readonly<Record<number, RouteAnswer>>;
  /** Codes of this route besides those that every route has. */
  readonly problems: readonly ProblemCode[];
}

export const isOpaque = (content: z.ZodType | OpaqueContent): content is OpaqueContent => 'contentType' in content;
