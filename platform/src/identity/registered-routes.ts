import { RequestMethod, type Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import type { Role } from '@lianshen/contracts/rights';
import { PUBLIC, ROLES } from './signed-in.guard.js';

/** A route as Nest registers it, and who the guard lets use it. */
export interface RegisteredRoute {
  readonly method: string;
  /** With parameters as OpenAPI writes them: `/api/cases/{caseId}`. */
  readonly path: string;
  readonly access: 'public' | readonly Role[];
  /** What it answers when all goes well, unless it sets another itself. */
  readonly status: number;
}

type Handler = (...args: unknown[]) => unknown;

/** Reads the routes of controllers from what their decorators left on them. Message handlers are none. */
export const registeredRoutes = (controllers: readonly Type[]): RegisteredRoute[] =>
  controllers.flatMap((controller) => {
    const prototype = controller.prototype as Record<string, unknown>;
    const handlers = Object.getOwnPropertyNames(prototype).map((name) => prototype[name]).filter((value): value is Handler => typeof value === 'function');
    return handlers.filter((handler) => Reflect.hasMetadata(METHOD_METADATA, handler)).map((handler) => routeOf(controller, handler));
  });

function routeOf(controller: Type, handler: Handler): RegisteredRoute {
  const method = RequestMethod[read<number>(METHOD_METADATA, handler) ?? 0] as string;
  const parts = [read<string>(PATH_METADATA, controller), read<string>(PATH_METADATA, handler)].map((part) => (part ?? '').replace(/^\/|\/$/g, ''));
  const path = `/${parts.filter((part) => part !== '').join('/')}`;
  const isPublic = read<boolean>(PUBLIC, handler) ?? read<boolean>(PUBLIC, controller) ?? false;
  const roles = read<Role[]>(ROLES, handler) ?? read<Role[]>(ROLES, controller) ?? [];
  return {
    method: method.toLowerCase(),
    path: path.replace(/:(\w+)/g, '{$1}'),
    access: isPublic ? 'public' : roles,
    status: read<number>(HTTP_CODE_METADATA, handler) ?? (method === 'POST' ? 201 : 200),
  };
}

const read = <T>(key: string, target: object): T | undefined => Reflect.getMetadata(key, target) as T | undefined;
