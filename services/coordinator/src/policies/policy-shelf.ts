import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { invariant, ok, refuse, type Result, type Sha256 } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import { ConfigurationError } from '@lianshen/platform/config';
import { ENVIRONMENT, type CoordinatorEnvironment } from '../environment.js';
import { pin, type PinnedPolicy } from './pin-policy.js';
import { PolicyStreams } from './policy-streams.js';
import { readPolicyFile } from './read-policy-file.js';

/**
 * The vetting policies: those on offer come from files, or from two persons who adopted a higher version; those that cases
 * are pinned to come from the ledger, where each stands under its hash for as long as the ledger does.
 */
@Injectable()
export class PolicyShelf {
  private readonly onOffer = new Map<string, PinnedPolicy>();
  private readonly byHash = new Map<Sha256, Policy>();

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: CoordinatorEnvironment,
    @Inject(PolicyStreams) private readonly streams: PolicyStreams,
  ) {}

  /**
   * Nothing is recorded before every file is found good.
   * @throws ConfigurationError naming the file that is no policy, that has another's name, or that was changed and kept
   * its version.
   */
  async load(): Promise<void> {
    const directory = this.environment.POLICIES_DIR;
    const recorded = await this.streams.listRecorded();
    const read = new Map<string, string>();
    const offered: PinnedPolicy[] = [];
    for (const file of readdirSync(directory).filter((name) => name.endsWith('.json')).sort()) {
      const path = join(directory, file);
      const pinned = pin(readPolicyFile(path));
      const { name, version } = pinned.policy;
      if (read.has(name)) throw nameTwice(path, read.get(name) as string, name);
      if (recorded.some((other) => other.name === name && other.version === version && other.hash !== pinned.hash)) throw versionKept(path, pinned.policy);
      read.set(name, path);
      offered.push(pinned);
    }
    for (const pinned of offered) {
      await this.record(pinned);
      this.onOffer.set(pinned.policy.name, pinned);
    }
  }

  /** Gives it to new batches from now on, unless a higher version is on offer. */
  async offer(pinned: PinnedPolicy): Promise<void> {
    await this.record(pinned);
    if (this.isNewer(pinned)) this.onOffer.set(pinned.policy.name, pinned);
  }

  /** Whether its version is higher than the one on offer. */
  isNewer({ policy: { name, version } }: PinnedPolicy): boolean {
    return version > (this.onOffer.get(name)?.policy.version ?? 0);
  }

  /** Puts it on record for ever, without giving it to anybody. */
  async record({ hash, policy }: PinnedPolicy): Promise<void> {
    await this.streams.record(hash, policy);
    this.byHash.set(hash, policy);
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

const nameTwice = (path: string, other: string, name: string): ConfigurationError =>
  new ConfigurationError(`两个联审方案同名 / two policies have one name: ${name}\n${other}\n${path}`);

/** What cases were vetted under must stay nameable: a name and a version mean one text for ever. */
const versionKept = (path: string, { name, version }: Policy): ConfigurationError =>
  new ConfigurationError(
    `联审方案已改动但版本号未变：${path} 中的 ${name} 第 ${version} 版与账本所记不同。请把 version 改为更大的数；在办案件仍按原方案办理。\n` +
      `The policy was changed and kept its version: ${name} version ${version} in ${path} differs from the one on record. Raise "version"; running cases keep the policy that they were opened under.`,
  );
