/** The launcher's modules are plain JavaScript that runs before anything is built; they are loaded by their place. */
const load = (path: string): Promise<unknown> => import(new URL(`../../../../deploy/local/${path}`, import.meta.url).href);

const PATHS = [
  'launch.mjs', 'temporary-folder.mjs', 'set-up.mjs', 'free-port.mjs', 'servers/start-servers.mjs',
  'stack/layout.mjs', 'stack/identity.mjs', 'stack/service-plan.mjs', 'stack/clear-shared-servers.mjs',
];

export interface ProcessPlan {
  readonly name: string;
}

export interface Supervisor {
  /** The processes that run now. */
  readonly pids: Readonly<Record<string, number>>;
  start(plan: ProcessPlan): Promise<void>;
  restart(name: string): Promise<void>;
  kill(name: string, signal: NodeJS.Signals): Promise<void>;
}

export interface RunningServers {
  readonly natsUrl: string;
  /** Where the NATS is the launcher's own and speaks TLS. */
  readonly natsCaFile?: string;
  /** By NATS user; empty where the NATS has no accounts of the launcher's. */
  readonly natsSeedFiles: Readonly<Record<string, string>>;
  readonly redisUrl: string;
  readonly mongodbUri: string;
}

export interface Layout {
  readonly jurisdiction: string;
  readonly coordinatorKeysFile: string;
  /** Whether things are left on servers that others use as well. */
  readonly shared: boolean;
}

/** Each is a program to start, or the address of one that runs. */
export type Servers = Readonly<Record<'nats' | 'redis' | 'mongodb', object>>;

interface Surroundings {
  readonly dir: string;
  readonly servicesDir: string;
  readonly layout: Layout;
  readonly servers: RunningServers;
  readonly seedFiles: Readonly<Record<string, string>>;
  readonly jwksFile: string;
  readonly issuer: string;
  readonly signIn: boolean;
  readonly logLevel: string;
}

export interface Launch {
  readonly supervisor: Supervisor;
  end(groups: string[][]): Promise<void>;
}

/** What the kit takes from deploy/local. */
export interface Launcher {
  readonly openLaunch: (options: { dir: string; temporary: boolean }) => Launch;
  readonly createTemporaryFolder: () => string;
  readonly findInstalledServers: () => Promise<Servers>;
  readonly startServers: (options: { servers: Servers; dir: string; supervisor: Supervisor; natsParties: { jurisdiction: string; agencies: string[] } }) => Promise<RunningServers>;
  readonly layOut: (options: { dir: string; temporary: boolean; jurisdiction: string; servers: Servers }) => Layout;
  readonly localIdentity: (options: { dir: string; jurisdiction: string }) => { readonly jwksFile: string; readonly issuer: string; readonly mintStaff: (agency: string, role: 'administrator') => string };
  readonly adapterPlan: (around: Surroundings, options: { agency: string; approversMin: number; port: number; registersDir: string }) => ProcessPlan;
  readonly clearSharedServers: (options: { servers: Servers; layout: Layout; processes: string[] }) => Promise<void>;
  readonly SERVICES_DIR: string;
  readonly freePort: () => Promise<number>;
}

export async function loadLauncher(): Promise<Launcher> {
  const loaded: unknown[] = [];
  // One after the other: Jest cannot link modules that are asked for at once and need the same ones.
  for (const path of PATHS) loaded.push(await load(path));
  return Object.assign({}, ...loaded) as Launcher;
}
