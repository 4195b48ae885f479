import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson, invariant, ok, refuse, type Result, type Sha256 } from '@lianshen/contracts/kernel';
import { Policy } from '@lianshen/contracts/policy';
import { ConfigurationError } from '@lianshen/platform/config';
import { sha256 } from '@lianshen/platform/sealing';
import { ENVIRONMENT, type CoordinatorEnvironment } from '../environment.js';
import { PolicyStreams } from './policy-streams.js';

export interface PinnedPolicy {
  readonly hash: Sha256;
  readonly policy: Policy;
}

/**
 * The vetting policies: those on offer come from files, those that cases are pinned to come from the ledger, where
 * each stands under its hash for as long as the ledger does.
 */
@Injectable()
export class PolicyShelf {
  private readonly onOffer = new Map<string, PinnedPolicy>();
  private readonly byHash = new Map<Sha256, Policy>();

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: CoordinatorEnvironment,
    @Inject(PolicyStreams) private readonly streams: PolicyStreams,
  ) {}

  /** @throws ConfigurationError naming the file that is no policy. */
  async load(): Promise<void> {
    const directory = this.environment.POLICIES_DIR;
    for (const file of readdirSync(directory).filter((name) => name.endsWith('.json'))) {
      const pinned = pin(readPolicy(join(directory, file)));
      await this.streams.record(pinned.hash, pinned.policy);
      this.onOffer.set(pinned.policy.name, pinned);
      this.byHash.set(pinned.hash, pinned.policy);
    }
  }

  /** The policy that new batches of this name are pinned to. */
  findOnOffer(name: string): Result<PinnedPolicy> {
    const pinned = this.onOffer.get(name);
    return pinned ? ok(pinned) : refuse('policy.unknown', { name: name.slice(0, 64) });
  }

  listOnOffer(): readonly PinnedPolicy[] {
    return [...this.onOffer.values()];
  }

  /** The policy that a case was started under, whatever the files say now. */
  async getPinned(hash: Sha256): Promise<Policy> {
    const known = this.byHash.get(hash) ?? (await this.streams.find(hash));
    invariant(known, 'policy: a case is pinned to a policy that the ledger does not hold');
    this.byHash.set(hash, known);
    return known;
  }
}

function readPolicy(path: string): Policy {
  try {
    return Policy.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new ConfigurationError(`联审方案有误 / not a valid policy: ${path}\n${(error as Error).message}`);
  }
}

const pin = (policy: Policy): PinnedPolicy => ({ policy, hash: sha256(canonicalJson(policy)) });
