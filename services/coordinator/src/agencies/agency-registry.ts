import { Inject, Injectable } from '@nestjs/common';
import type { PartyPublicKeys } from '@lianshen/contracts/api';
import { ok, refuse, type AgencyId, type Result } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LedgerStore, LedgerStreams, streamName, Writer, type Actor, type Fold } from '@lianshen/platform/ledger';
import { KeyDirectory, KeyVault, thumbprintKid } from '@lianshen/platform/sealing';
import { AgencyEvent, evolveAgency, NO_AGENCY, registerKeys, type AgencyState } from './domain/agency.js';

const KIND = 'agency';

const fold: Fold<AgencyState, AgencyEvent> = {
  initial: NO_AGENCY,
  parse: (event) => AgencyEvent.parse(event),
  evolve: evolveAgency,
  keyOf: () => undefined,
};

/**
 * The agencies and their keys, each a ledger stream `agency/<id>`. What is registered here, by an administrator, is
 * what the key directory holds; nothing else ever gets into it.
 */
@Injectable()
export class AgencyRegistry {
  private readonly streams: LedgerStreams<AgencyState, AgencyEvent>;
  private readonly known = new Map<AgencyId, number>();

  constructor(
    @Inject(LedgerStore) private readonly store: LedgerStore,
    @Inject(Writer) writer: Writer,
    @Inject(KeyVault) vault: KeyVault,
    @Inject(CLOCK) clock: Clock,
    @Inject(KeyDirectory) private readonly directory: KeyDirectory,
  ) {
    this.streams = new LedgerStreams(store, writer, vault, clock, fold, async () => undefined, 1_000);
  }

  /** Reads every agency's keys into the directory; run at the start and, for other replicas' registrations, again and again. */
  async refresh(): Promise<void> {
    const agencies = new Set<AgencyId>();
    for await (const commit of this.store.readAll(`${KIND}/`)) {
      const agency = commit.stream.slice(KIND.length + 1);
      if (commit.seq > (this.known.get(agency) ?? 0)) agencies.add(agency);
    }
    for (const agency of agencies) {
      const { state, seq } = await this.streams.load(streamName(KIND, agency));
      for (const keys of state.keys) this.directory.register(keys);
      this.known.set(agency, seq);
    }
  }

  /** Refused when a kid is not its key's thumbprint, or the key belongs to another party. */
  async register(agency: AgencyId, keys: PartyPublicKeys, actor: Actor, cause: string): Promise<Result<{ readonly added: boolean }>> {
    for (const jwk of [keys.sign, keys.agree]) {
      if (thumbprintKid(jwk) !== jwk.kid) return refuse('key.not-its-thumbprint', { party: agency });
      const owner = this.directory.find(jwk.kid, jwk === keys.sign ? 'sign' : 'agree')?.partyId;
      if (owner !== undefined && owner !== agency) return refuse('key.of-another-party', { party: agency });
    }
    const executed = await this.streams.execute(streamName(KIND, agency), { cause, actor, decide: (state) => registerKeys(state, keys) });
    if (!executed.ok) return executed;
    this.directory.register(keys);
    this.known.set(agency, executed.value.folded.seq);
    return ok({ added: executed.value.events.length > 0 });
  }

  /** Who answers for an agency now: itself, or the successor that it was merged into. */
  recipientOf(agency: AgencyId): AgencyId {
    return agency;
  }

  isSuspended(_agency: AgencyId): boolean {
    return false;
  }

  /** Those of the agencies that nothing can be sealed for. */
  withoutKeys(agencies: readonly AgencyId[]): AgencyId[] {
    return agencies.filter((agency) => !this.directory.findCurrent(agency));
  }
}
