import { readFileSync } from 'node:fs';
import { PartyPublicKeys } from '@lianshen/contracts/api';
import type { AgencyId } from '@lianshen/contracts/kernel';
import { connectWithin } from './connect-within.js';
import { keptCoordinatorKeys, publicFileOf } from './kept-keys.js';
import type { Target } from './target.js';
import { untilPulling } from './until-pulling.js';

const FETCH_WITHIN_MS = 10_000;
const ASK_AGAIN_MS = 1_000;

export interface RemoteOptions {
  readonly agency: AgencyId;
  readonly jurisdiction: string;
  readonly natsUrl: string;
  /** File with the seed of a NATS user that may make streams and consumers. */
  readonly nkeySeedFile: string | undefined;
  /** File of the trial coordinator's keys. */
  readonly keysFile: string;
  /** The adapter's public keys: a file, or the address of its `/keys`. */
  readonly adapterKeys: string;
  /** The same of the keys that it is to rotate to; undefined where it is not to. */
  readonly adapterNextKeys: string | undefined;
  readonly flaggedNumber: string | undefined;
  readonly startedEmpty: boolean;
  readonly startWithinMs: number;
  readonly say: (text: string) => void;
}

/** Somebody else's adapter, started by somebody else. */
export async function openRemoteTarget(options: RemoteOptions): Promise<Target> {
  const { agency, jurisdiction, natsUrl, nkeySeedFile, keysFile, adapterNextKeys, flaggedNumber, startedEmpty, startWithinMs, say } = options;
  const { first: coordinatorKeys, next: nextCoordinatorKeys } = keptCoordinatorKeys(keysFile);
  const nats = await connectWithin({ url: natsUrl, nkeySeed: nkeySeedFile && readFileSync(nkeySeedFile, 'utf8').trim() });
  return {
    agency,
    jurisdiction,
    nats,
    coordinatorKeys,
    nextCoordinatorKeys,
    flaggedNumber,
    startedEmpty,
    async adapterKeys() {
      say(`协调端公钥 / public keys of the coordinator: ${publicFileOf(keysFile)}`);
      return eventuallyRead(options.adapterKeys, startWithinMs, say);
    },
    async start(isPulling) {
      if (await isPulling()) return true;
      say('请现在启动适配器…… / start the adapter now …');
      await untilPulling(isPulling, startWithinMs);
      return false;
    },
    // It was configured with both from the beginning.
    rotateCoordinator: () => Promise.resolve(),
    ...(adapterNextKeys === undefined ? {} : { prepareAdapterKeys: () => eventuallyRead(adapterNextKeys, startWithinMs, say) }),
    stop: () => nats.connection.close(),
  };
}

/** The adapter may have to be configured with the coordinator's keys before it can tell its own. @throws at the bound, with the last reason. */
async function eventuallyRead(place: string, withinMs: number, say: (text: string) => void): Promise<PartyPublicKeys> {
  const end = Date.now() + withinMs;
  for (let time = 0; ; time++) {
    try {
      return await readPublicKeys(place);
    } catch (error) {
      if (Date.now() > end) throw new Error(`${place}: 没有读到适配器的公钥 / the adapter's public keys cannot be read`, { cause: error });
      if (time === 0) say(`等待适配器的公钥…… / waiting for the adapter's public keys at ${place} …`);
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }
}

async function readPublicKeys(place: string): Promise<PartyPublicKeys> {
  if (!/^https?:/.test(place)) return PartyPublicKeys.parse(JSON.parse(readFileSync(place, 'utf8')));
  const answer = await fetch(place, { signal: AbortSignal.timeout(FETCH_WITHIN_MS) });
  return PartyPublicKeys.parse(await answer.json());
}
