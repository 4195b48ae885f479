/** The launcher is plain JavaScript that runs before anything is built; its modules are loaded by their place. */
const load = (module: string): Promise<unknown> => import(new URL(`../../../deploy/local/${module}`, import.meta.url).href);

type StackModule = typeof import('../../../deploy/local/stack.mjs');

interface SetUpModule {
  /** Sets up what is missing; quick where nothing is. */
  readonly setUp: () => Promise<unknown>;
}

export type Stack = Awaited<ReturnType<StackModule['startStack']>>;

export const loadStack = (): Promise<StackModule> => load('stack.mjs') as Promise<StackModule>;
export const loadSetUp = (): Promise<SetUpModule> => load('set-up.mjs') as Promise<SetUpModule>;
