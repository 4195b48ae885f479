type StackModule = typeof import('../../../deploy/local/stack.mjs');

/** The launcher is plain JavaScript that runs before anything is built; it is loaded by its place. */
export const loadStack = (): Promise<StackModule> => import(new URL('../../../deploy/local/stack.mjs', import.meta.url).href) as Promise<StackModule>;
