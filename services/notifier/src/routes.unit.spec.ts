import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { API_ROUTES } from '@lianshen/contracts/api';
import { registeredRoutes } from '@lianshen/platform/identity';
import { AppModule } from './app.module.js';
import type { NotifierEnvironment } from './environment.js';

const controllers = AppModule.for({ JURISDICTION: 'test' } as unknown as NotifierEnvironment).controllers as Type[];
const registered = registeredRoutes(controllers);
const catalogued = API_ROUTES.filter(({ services }) => services.includes('notifier'));

const nameOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;
const accessByName = (routes: readonly { method: string; path: string; access: 'public' | readonly string[] }[]) =>
  Object.fromEntries(routes.map((route) => [nameOf(route), route.access === 'public' ? 'public' : [...route.access].sort()]));

describe('the routes of the notifier', () => {
  it('are those of the catalogue, with the same roles', () => {
    expect(registered.length).toBeGreaterThan(0);
    expect(accessByName(registered)).toEqual(accessByName(catalogued));
  });

  it('answer with a status that the catalogue knows', () => {
    const unknown = registered.filter((route) => !catalogued.some((known) => nameOf(known) === nameOf(route) && Object.hasOwn(known.answers, route.status)));
    expect(unknown).toEqual([]);
  });

  it('are each open to somebody', () => {
    expect(registered.filter(({ access }) => access.length === 0)).toEqual([]);
  });
});
