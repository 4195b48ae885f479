import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PartyPublicKeys } from '@lianshen/contracts/api';
import { COORDINATOR, type AgencyId } from '@lianshen/contracts/kernel';
import type { Nats } from '@lianshen/platform/messaging';
import { generateOwnKeys, publicKeysOf } from '@lianshen/platform/sealing';
import { inventedNumber } from '../coordinator/invented-request.js';
import { connectWithin } from './connect-within.js';
import { loadLauncher, type Launch, type Launcher, type Layout, type ProcessPlan, type RunningServers, type Servers } from './launcher.js';
import type { Target } from './target.js';
import { untilPulling } from './until-pulling.js';

const FLAGGED = inventedNumber(950);
const READY_WITHIN_MS = 60_000;
const FETCH_WITHIN_MS = 10_000;
const SERVERS = ['nats', 'redis', 'mongodb'];

export interface LocalOptions {
  readonly agency: AgencyId;
  readonly jurisdiction: string;
  /** Servers that run already, without accounts; else the launcher starts some. */
  readonly servers?: Servers;
}

interface Ground extends Omit<LocalOptions, 'servers'> {
  readonly launcher: Launcher;
  readonly launch: Launch;
  readonly dir: string;
  readonly servers: Servers;
  readonly layout: Layout;
}

/** The hub's own adapter in a process of its own, on servers in a temporary folder: for trying, and as the model. */
export async function startLocalTarget({ agency, jurisdiction, servers: given }: LocalOptions): Promise<Target> {
  const launcher = await loadLauncher();
  const servers = given ?? (await launcher.findInstalledServers());
  const dir = launcher.createTemporaryFolder();
  const launch = launcher.openLaunch({ dir, temporary: true });
  const layout = launcher.layOut({ dir, temporary: true, jurisdiction, servers });
  const ground: Ground = { launcher, launch, dir, servers, layout, agency, jurisdiction: layout.jurisdiction };
  try {
    return await startGround(ground);
  } catch (error) {
    await launch.end([SERVERS]);
    throw error;
  }
}

/** Starts the servers, each agency with an account of its own where the NATS is ours, and plans the adapter. */
async function startGround(ground: Ground): Promise<Target> {
  const { launcher, launch, dir, servers, layout, agency, jurisdiction } = ground;
  const running = await launcher.startServers({ servers, dir, supervisor: launch.supervisor, natsParties: { jurisdiction, agencies: [agency] } });
  const [keys, nextKeys] = [generateOwnKeys(COORDINATOR), generateOwnKeys(COORDINATOR)];
  mkdirSync(dirname(layout.coordinatorKeysFile), { recursive: true });
  writeFileSync(layout.coordinatorKeysFile, JSON.stringify(publicKeysOf(keys)));
  const port = await launcher.freePort();
  const plan = planAdapter(ground, running, port);
  const text = (file: string | undefined) => file && readFileSync(file, 'utf8').trim();
  const nats = await connectWithin({ url: running.natsUrl, ca: text(running.natsCaFile), nkeySeed: text(running.natsSeedFiles[COORDINATOR]) });
  const rotations = {
    rotateCoordinator: async () => writeFileSync(layout.coordinatorKeysFile, JSON.stringify([keys, nextKeys].map(publicKeysOf))),
    prepareAdapterKeys: () => prepareKeys(ground, port),
  };
  return { agency, jurisdiction, nats, coordinatorKeys: keys, nextCoordinatorKeys: nextKeys, flaggedNumber: FLAGGED, startedEmpty: true, ...rotations, ...controls(ground, plan, nats, port) };
}

/** What the agency's administrator asks of its adapter. */
async function prepareKeys({ launcher, dir, jurisdiction, agency }: Ground, port: number): Promise<PartyPublicKeys> {
  const token = launcher.localIdentity({ dir, jurisdiction }).mintStaff(agency, 'administrator');
  const answer = await fetch(`http://127.0.0.1:${port}/keys/next`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(FETCH_WITHIN_MS) });
  return PartyPublicKeys.parse(await answer.json());
}

/** One person is flagged in the register; everybody else is clear. */
function planAdapter({ launcher, dir, layout, agency, jurisdiction }: Ground, servers: RunningServers, port: number): ProcessPlan {
  const registersDir = join(dir, 'registers');
  mkdirSync(registersDir);
  writeFileSync(join(registersDir, `${agency}.csv`), `身份证号,代码,事由,依据\n${FLAGGED},OBJECT,认证用虚构事由,认证用虚构依据\n`);
  const { jwksFile, issuer } = launcher.localIdentity({ dir, jurisdiction });
  return launcher.adapterPlan({ dir, servicesDir: launcher.SERVICES_DIR, layout, servers, seedFiles: servers.natsSeedFiles, jwksFile, issuer, signIn: false, logLevel: 'info' }, { agency, approversMin: 1, port, registersDir });
}

const controls = ({ launcher, launch, layout, servers }: Ground, plan: ProcessPlan, nats: Nats, port: number): Pick<Target, 'adapterKeys' | 'start' | 'stop'> => ({
  async adapterKeys() {
    await launch.supervisor.start(plan);
    const answer = await fetch(`http://127.0.0.1:${port}/keys`, { signal: AbortSignal.timeout(FETCH_WITHIN_MS) });
    const keys = PartyPublicKeys.parse(await answer.json());
    // It has made its keys; what is published from here on waits for it.
    await launch.supervisor.kill(plan.name, 'SIGTERM');
    return keys;
  },
  async start(isPulling) {
    await launch.supervisor.restart(plan.name);
    await untilPulling(isPulling, READY_WITHIN_MS);
    return false;
  },
  async stop() {
    if (plan.name in launch.supervisor.pids) await launch.supervisor.kill(plan.name, 'SIGTERM');
    await nats.connection.close();
    if (layout.shared) await launcher.clearSharedServers({ servers, layout, processes: [plan.name] });
    await launch.end([[plan.name], SERVERS]);
  },
});
