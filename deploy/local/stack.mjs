import { join } from 'node:path';
import { freePort } from './free-port.mjs';
import { openLaunch } from './launch.mjs';
import { projectRoot } from './project-root.mjs';
import { startServers } from './servers/start-servers.mjs';
import { findInstalledServers } from './set-up.mjs';
import { clearSharedServers } from './stack/clear-shared-servers.mjs';
import { ROLES, localIdentity } from './stack/identity.mjs';
import { identityProviderPlan, PROVIDER } from './stack/identity-provider.mjs';
import { layOut } from './stack/layout.mjs';
import { agenciesOfPolicy, DEFAULT_POLICY, POLICIES_DIR } from './stack/policy-agencies.mjs';
import { SERVICES_DIR } from './stack/service-plan.mjs';
import { allOf, planServices, startServices, waitUntilServiceReady } from './stack/services.mjs';
import { createTemporaryFolder } from './temporary-folder.mjs';

/** @typedef {import('./stack.mjs').StackOptions} StackOptions */
/** @typedef {import('./stack.mjs').Stack} Stack */
/** @typedef {import('./stack/services.mjs').Services} Services */

export { agenciesOfPolicy };

/**
 * The agencies of the policy that a stack runs unless it is told otherwise.
 * @type {readonly string[]}
 */
export const AGENCIES = agenciesOfPolicy(DEFAULT_POLICY).map(({ agency }) => agency);

const SERVERS = ['nats', 'redis', 'mongodb'];
/** The provider's port if it is free, where somebody has wishes about ports: below those of the services, which follow one another. */
const PROVIDER_PORT = 8070;

/**
 * @param {StackOptions} options
 * @param {string} dir
 */
const withDefaults = async (options, dir) => ({
  policy: DEFAULT_POLICY,
  policiesDir: POLICIES_DIR,
  automaticConclusion: false,
  jurisdiction: 'local',
  logLevel: 'info',
  requestsPerMinute: undefined,
  servicesDir: SERVICES_DIR,
  preferredPort: undefined,
  registersDir: undefined,
  signIn: false,
  /** @type {import('./stack.mjs').PolicyAgency[]} */
  also: [],
  ...options,
  dir,
  servers: options.servers ?? (await findInstalledServers()),
});

/** @typedef {Awaited<ReturnType<typeof withDefaults>>} Settings */

/**
 * Everything about a stack that is settled before a process runs.
 * @param {Settings} settings
 */
const prepare = async (settings) => {
  const { dir } = settings;
  const agencies = [...agenciesOfPolicy(settings.policy, settings.policiesDir), ...settings.also];
  const layout = layOut(settings);
  const { jurisdiction } = layout;
  const natsParties = settings.only === 'servers' ? undefined : { jurisdiction, agencies: agencies.map(({ agency }) => agency) };
  const issuer = settings.signIn ? `http://127.0.0.1:${await freePort(settings.preferredPort === undefined ? undefined : PROVIDER_PORT)}` : undefined;
  return { layout, agencies, natsParties, identity: localIdentity({ dir, jurisdiction, issuer }) };
};

/**
 * @param {{ supervisor: import('./processes/supervisor.mjs').Supervisor, services: Services | undefined }} options
 * @returns {Stack['restart']}
 */
const restarter = ({ supervisor, services }) => async (name) => {
  await supervisor.restart(name);
  const service = services && allOf(services).find(({ plan }) => plan.name === name);
  if (service !== undefined) await waitUntilServiceReady(service);
};

/**
 * What a stack tells about its services.
 * @param {Services | undefined} services
 * @param {import('./stack/layout.mjs').Layout} layout
 */
const addressesOf = (services, layout) => ({
  coordinatorUrl: services?.coordinator.url ?? '',
  adapterUrls: Object.fromEntries((services?.adapters ?? []).map(({ agency, url }) => [agency, url])),
  notifierUrl: services?.notifier.url ?? '',
  databases: Object.fromEntries((services === undefined ? [] : allOf(services)).map(({ plan }) => [plan.name, layout.database(plan.name)])),
});

/**
 * Where people sign in, as a process of its own.
 * @param {{ settings: Settings, services: Services, agencies: readonly import('./stack.mjs').PolicyAgency[], identity: import('./stack/identity.mjs').LocalIdentity, jurisdiction: string }} options
 */
const providerPlan = ({ settings, services, agencies, identity, jurisdiction }) => {
  const { coordinator, adapters, notifier } = services;
  /** @param {string} agency */
  const titleOf = (agency) => `${agencies.find((each) => each.agency === agency)?.name ?? ''} ${agency}`;
  const parties = [
    { name: coordinator.plan.name, title: '协调端 coordinator', url: coordinator.url },
    ...adapters.map(({ agency, plan, url }) => ({ name: plan.name, title: titleOf(agency), url })),
    { name: notifier.plan.name, title: '通知 notifier', url: notifier.url },
  ];
  const script = join(projectRoot, 'deploy', PROVIDER, 'dist', 'main.js');
  return identityProviderPlan({ dir: settings.dir, script, identity, jurisdiction, agencies, parties });
};

/**
 * Ends the services, then what they have left on servers of others, then our own servers.
 * @param {{ launch: import('./launch.mjs').Launch, settings: Settings, layout: import('./stack/layout.mjs').Layout, services: () => Services | undefined }} options
 * @returns {() => Promise<void>} may be called twice
 */
const stopper = ({ launch, settings, layout, services }) => {
  const stop = async () => {
    const running = services();
    const names = running === undefined ? [] : allOf(running).map(({ plan }) => plan.name);
    await launch.supervisor.stop([settings.signIn ? [...names, PROVIDER] : names]);
    if (layout.shared) await clearSharedServers({ servers: settings.servers, layout, processes: names });
    await launch.end([SERVERS]);
  };
  /** @type {Promise<void> | undefined} */
  let stopping;
  return () => (stopping ??= stop());
};

/** @type {(options: StackOptions) => Promise<Stack>} */
export const startStack = async (options) => {
  const dir = options.dir ?? createTemporaryFolder();
  const settings = await withDefaults(options, dir);
  const { servers, temporary, reaper, servicesDir, logLevel, requestsPerMinute, signIn } = settings;
  const { layout, agencies, natsParties, identity } = await prepare(settings);
  const launch = openLaunch({ dir, temporary, ...(reaper === undefined ? {} : { reaper }) });
  const { supervisor } = launch;
  /** @type {Services | undefined} */
  let services;
  const stop = stopper({ launch, settings, layout, services: () => services });
  options.onStarting?.(stop);
  try {
    const tokens = /** @type {Stack['tokens']} */ (Object.fromEntries(ROLES.map((role) => [role, identity.mint(role)])));
    const { natsSeedFiles: seedFiles, ...running } = await startServers({ servers, dir, supervisor, natsParties });
    if (settings.only !== 'servers') {
      services = await planServices({ dir, servicesDir, layout, servers: running, seedFiles, jwksFile: identity.jwksFile, issuer: identity.issuer, signIn, logLevel, requestsPerMinute }, { ...settings, agencies });
      // No service waits for the provider: it is asked when somebody signs in.
      const provider = signIn ? supervisor.start(providerPlan({ settings, services, agencies, identity, jurisdiction: layout.jurisdiction })) : undefined;
      await Promise.all([provider, startServices({ supervisor, services, keysFile: layout.coordinatorKeysFile, token: tokens.administrator })]);
    }
    const { jurisdiction } = layout;
    const control = { restart: restarter({ supervisor, services }), kill: supervisor.kill.bind(supervisor), stop, failed: launch.failed };
    const about = { dir, jurisdiction, policy: settings.policy, agencies, ...running, tokens, signInUrl: signIn ? identity.issuer : '', mintToken: identity.mint, mintStaffToken: identity.mintStaff, ...addressesOf(services, layout) };
    return {
      ...about,
      ...control,
      get pids() {
        return supervisor.pids;
      },
      logFile: (name) => join(dir, 'logs', `${name}.log`),
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
