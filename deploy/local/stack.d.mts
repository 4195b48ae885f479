/** The whole hub on one machine: servers, coordinator, agency adapters, notifier. */
export interface StackOptions {
  /** Where everything is kept; a temporary stack makes a folder of its own when none is given. */
  dir?: string;
  /** Whether the folder (and what lies on servers of others) goes when the stack stops. */
  temporary: boolean;
  /** An adapter is started for each agency that this policy names. Default: standard-five. */
  policy?: string;
  /** Agencies that get an adapter although the policy does not name them: those that others are merged into. */
  also?: PolicyAgency[];
  /** Default: deploy/policies. */
  policiesDir?: string;
  /** One `<agency>.csv` for each agency; with it the adapters answer from their registers without a person. */
  registersDir?: string | undefined;
  /** Whether a batch may ask for joint conclusions without a person. Default: false. */
  automaticConclusion?: boolean;
  /** Starts an OpenID provider with invented people, at which they sign in to every service. Default: false; tokens alone are accepted. */
  signIn?: boolean;
  /** A token of the subjects. Default: local. */
  jurisdiction?: string;
  /** Starts NATS (without accounts), Redis and MongoDB alone. */
  only?: 'servers';
  /** Default: info. */
  logLevel?: string;
  /** Of one person at one process, costly ones among them; the services' own limit where it is absent. */
  requestsPerMinute?: number;
  /** The coordinator's port if it is free; the others follow. Default: any port. */
  preferredPort?: number;
  /** What `setUp` returned; by default looked up again. */
  servers?: import('./set-up.mjs').Servers;
  /** Where `<service>/dist/main.js` is. Default: services. */
  servicesDir?: string;
  /** The command's own reaper, if it has one. */
  reaper?: import('./processes/reaper-link.mjs').ReaperLink;
  /** Handed the way to stop before anything is started, for whoever may be interrupted in the middle. */
  onStarting?: (stop: () => Promise<void>) => void;
}

export type Role = 'nominator' | 'officer' | 'coordinatorApprover' | 'superior' | 'overseer' | 'auditor' | 'administrator';

/** Who works at an agency. */
export type StaffRole = 'clerk' | 'approver' | 'agencyHead' | 'superior' | 'auditor' | 'administrator';

export interface Stack {
  dir: string;
  jurisdiction: string;
  policy: string;
  /** Those of the policy, in its order, and whichever were added to them. */
  agencies: readonly PolicyAgency[];
  coordinatorUrl: string;
  /** By agency. */
  adapterUrls: Record<string, string>;
  notifierUrl: string;
  /** Of the provider, with the page that says who is who; empty where none was asked for. */
  signInUrl: string;
  natsUrl: string;
  /** The authority of the NATS that the launcher started; absent where somebody else runs it. */
  natsCaFile?: string;
  redisUrl: string;
  mongodbUri: string;
  /** By process name: coordinator, notifier, agency-<id>. */
  databases: Record<string, string>;
  /** Good for 12 hours. */
  tokens: Record<Role, string>;
  mintToken(role: Role): string;
  /** Of an invented person of one agency. Good for 12 hours. */
  mintStaffToken(agency: string, role: StaffRole): string;
  /** Processes that run now: nats, redis, mongodb, coordinator, notifier, agency-<id>, identity-provider. */
  readonly pids: Record<string, number>;
  /** Where a process writes its log. */
  logFile(name: string): string;
  /** Ends a process in order, or finds it killed, starts it again and waits until it is ready. */
  restart(name: string): Promise<void>;
  /** Sends a signal (default SIGKILL). A process that this ends stays down until `restart`; one that is killed from outside is started again. */
  kill(name: string, signal?: NodeJS.Signals): Promise<void>;
  /** Resolves when a process could not be kept running. */
  readonly failed: Promise<Error>;
  /** Ends everything; may be called twice. */
  stop(): Promise<void>;
}

/** What the launcher needs to know of an agency that a policy names. */
export interface PolicyAgency {
  agency: string;
  /** In Chinese. */
  name: string;
  approversMin: number;
}

/** The agencies of a policy, in its order; throws where no file of the folder (default: deploy/policies) has it. */
export function agenciesOfPolicy(name: string, dir?: string): PolicyAgency[];

/** Those of standard-five. */
export const AGENCIES: readonly string[];
export function startStack(options: StackOptions): Promise<Stack>;
