import type { Provider } from '@nestjs/common';

/** A provider from a factory whose parameters are what it asks for, in that order. */
export const provide = <T>(token: symbol | string | (abstract new (...args: never[]) => T), inject: readonly (symbol | string | object)[], factory: (...args: never[]) => T | Promise<T>): Provider => ({
  provide: token,
  inject: inject as never[],
  useFactory: factory as never,
});
