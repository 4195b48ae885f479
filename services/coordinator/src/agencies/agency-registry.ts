import { Inject, Injectable } from '@nestjs/common';
import type { AgencyKeys, KeyId, PartyPublicKeys, RevocationReason } from '@lianshen/contracts/api';
import { ok, refuse, type AgencyId, type Instant, type Result } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LedgerStore, LedgerStreams, partsOfStream, streamName, Writer, type Actor, type Executed, type Fold, type History } from '@lianshen/platform/ledger';
import { KeyDirectory, KeyVault, thumbprintKid } from '@lianshen/platform/sealing';
import { acceptMessage, describeKeys, registerKeys, revokeKey, usableKeys, type AcceptedMessage } from './domain/agency-keys.js';
import { AgencyEvent, evolveAgency, NO_AGENCY, type AgencyState } from './domain/agency.js';
import type { Successor } from './domain/change-agency.js';
import { NOT_REGISTERED, statusAt, type Lifecycle } from './domain/lifecycle.js';
import { successorsAt } from './domain/successors.js';

const KIND = 'agency';

const fold: Fold<AgencyState, AgencyEvent> = {
  initial: NO_AGENCY,
  parse: (event) => AgencyEvent.parse(event),
  evolve: evolveAgency,
  keyOf: () => undefined,
};

/** Who commands, and the command's cause. */
export interface Commanded {
  readonly actor: Actor;
  readonly cause: string;
}

/**
 * The agencies, each a ledger stream `agency/<id>`: their keys and what became of them. The keys that are registered here,
 * by an administrator, are what the key directory holds; nothing else ever gets into it. What other replicas have recorded is
 * known here after the next refresh.
 */
@Injectable()
export class AgencyRegistry {
  private readonly streams: LedgerStreams<AgencyState, AgencyEvent>;
  /** Of each agency, how far the directory has followed its stream. */
  private readonly known = new Map<AgencyId, number>();
  private readonly lifecycles = new Map<AgencyId, Lifecycle>();

  constructor(
    @Inject(LedgerStore) private readonly store: LedgerStore,
    @Inject(Writer) writer: Writer,
    @Inject(KeyVault) vault: KeyVault,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(KeyDirectory) private readonly directory: KeyDirectory,
  ) {
    this.streams = new LedgerStreams(store, writer, vault, clock, fold, async () => undefined, 1_000);
  }

  /**
   * Brings the directory up to what other replicas have registered and revoked; run at the start and again and again.
   * Only ids of commits are read, and the streams that have grown.
   */
  async refresh(): Promise<void> {
    for (const [stream, seq] of await this.store.readHeads(`${KIND}/`)) {
      const agency = partsOfStream(stream).id;
      if (seq <= (this.known.get(agency) ?? 0)) continue;
      const folded = await this.streams.load(stream);
      this.follow(agency, folded.state, folded.seq);
    }
  }

  /** Refused when a kid is not its key's thumbprint, the key belongs to another party, or was revoked. */
  async register(agency: AgencyId, keys: PartyPublicKeys, by: Commanded): Promise<Result<{ readonly added: boolean; readonly regained: boolean }>> {
    await this.refresh();
    const hadKeys = this.hasKeys(agency);
    for (const jwk of [keys.sign, keys.agree]) {
      if (thumbprintKid(jwk) !== jwk.kid) return refuse('key.not-its-thumbprint', { party: agency });
      const owner = this.directory.find(jwk.kid, jwk === keys.sign ? 'sign' : 'agree')?.partyId;
      if (owner !== undefined && owner !== agency) return refuse('key.of-another-party', { party: agency });
    }
    const executed = await this.execute(agency, by, (state) => registerKeys(state.keys, keys));
    return executed.ok ? ok({ added: executed.value.events.length > 0, regained: !hadKeys && executed.value.folded.seq > 1 }) : executed;
  }

  /** From here on the key counts for nothing new, at every replica: each looks here before it judges a message. */
  async revoke(agency: AgencyId, kid: KeyId, reason: RevocationReason, by: Commanded): Promise<Result<{ readonly revoked: boolean; readonly usable: AgencyKeys['usable'] }>> {
    const executed = await this.execute(agency, by, (state) => revokeKey(state.keys, kid, reason));
    return executed.ok ? ok({ revoked: executed.value.events.length > 0, usable: usableKeys(executed.value.folded.state.keys) }) : executed;
  }

  /** Puts on record that a person answers for a message although its key was revoked. */
  async accept(agency: AgencyId, message: AcceptedMessage, by: Commanded): Promise<Result<void>> {
    const executed = await this.execute(agency, by, (state) => acceptMessage(state.keys, message));
    return executed.ok ? ok(undefined) : executed;
  }

  /** Every key of an agency with its state, as the ledger has it now. */
  async keysOf(agency: AgencyId): Promise<AgencyKeys> {
    return describeKeys(agency, (await this.streams.load(streamName(KIND, agency))).state.keys);
  }

  /** Runs a command on an agency. */
  async execute(agency: AgencyId, by: Commanded, decide: (state: AgencyState, now: Instant) => Result<readonly AgencyEvent[]>): Promise<Result<Executed<AgencyState, AgencyEvent>>> {
    const executed = await this.streams.execute(streamName(KIND, agency), { ...by, decide });
    if (executed.ok) this.follow(agency, executed.value.folded.state, executed.value.folded.seq);
    return executed;
  }

  /** As its ledger has it now. */
  history(agency: AgencyId): Promise<History<AgencyState, AgencyEvent>> {
    return this.streams.history(streamName(KIND, agency));
  }

  /** Every agency that something is recorded of, as this process last knew it. */
  list(): ReadonlyMap<AgencyId, Lifecycle> {
    return this.lifecycles;
  }

  /** As this process last knew it; undefined where nothing is recorded of it. */
  find(agency: AgencyId): Lifecycle | undefined {
    return this.lifecycles.get(agency);
  }

  /** What has to be known of an agency that another is to be merged into, as the ledger has it now. */
  async successorOf(agency: AgencyId): Promise<Successor> {
    await this.refresh();
    return { lifecycle: this.find(agency) ?? NOT_REGISTERED, hasKeys: this.hasKeys(agency), endsAt: successorsAt(this.lifecycles, Number.MAX_SAFE_INTEGER).get(agency) ?? agency };
  }

  /** Who was merged into whom by now, along all mergers. */
  successors(): ReadonlyMap<AgencyId, AgencyId> {
    return successorsAt(this.lifecycles, this.clock.now());
  }

  /** Who answers for an agency now: itself, or the successor that it was merged into. */
  recipientOf(agency: AgencyId): AgencyId {
    return this.successors().get(agency) ?? agency;
  }

  /** When an agency was merged into another, where that time has come. */
  closedAt(agency: AgencyId): Instant | undefined {
    // Of nearly every agency no merger is recorded, and this is asked for each message.
    const merger = this.find(agency)?.merger;
    return merger && this.successors().has(agency) ? merger.effectiveAt : undefined;
  }

  /** Whether an agency was merged into another at a time that has come. */
  wasClosedAt(agency: AgencyId, at: Instant): boolean {
    const closedAt = this.closedAt(agency);
    return closedAt !== undefined && at >= closedAt;
  }

  isSuspended(agency: AgencyId): boolean {
    const lifecycle = this.find(agency);
    return lifecycle !== undefined && statusAt(lifecycle, this.clock.now()) === 'suspended';
  }

  /** Those of the agencies, or of their successors, that nothing can be sealed for. */
  withoutKeys(agencies: readonly AgencyId[]): AgencyId[] {
    const successors = this.successors();
    return [...new Set(agencies.map((agency) => successors.get(agency) ?? agency))].filter((agency) => !this.hasKeys(agency));
  }

  hasKeys(agency: AgencyId): boolean {
    return this.directory.findCurrent(agency) !== undefined;
  }

  /** What is older than what the directory has followed already changes nothing. */
  private follow(agency: AgencyId, { keys, lifecycle }: AgencyState, seq: number): void {
    if (seq <= (this.known.get(agency) ?? 0)) return;
    const revokedAt = Object.fromEntries(Object.entries(keys.revoked).map(([kid, { at }]) => [kid, at]));
    this.directory.replace(agency, { generations: keys.registered.map((each) => each.keys), revokedAt });
    this.lifecycles.set(agency, lifecycle);
    this.known.set(agency, seq);
  }
}
