/** The launcher's modules are plain JavaScript that runs before anything is built; they are loaded by their place. */
const at = (path: string): string => new URL(`../../../deploy/local/${path}`, import.meta.url).href;

type StackModule = typeof import('../../../deploy/local/stack.mjs');
interface SetUpModule {
  readonly findInstalledServers: () => Promise<NonNullable<Parameters<StackModule['startStack']>[0]['servers']>>;
}

export const loadStack = (): Promise<StackModule> => import(at('stack.mjs')) as Promise<StackModule>;
export const loadSetUp = (): Promise<SetUpModule> => import(at('set-up.mjs')) as Promise<SetUpModule>;
