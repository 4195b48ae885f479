import { Inject, Injectable } from '@nestjs/common';
import type { Result } from '@lianshen/contracts/kernel';
import type { Approver } from '@lianshen/contracts/messages';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import type { Person } from '@lianshen/platform/identity';
import { LedgerStore, LedgerStreams, streamName, Writer, type Command, type Executed, type Fold, type History } from '@lianshen/platform/ledger';
import { KeyVault } from '@lianshen/platform/sealing';
import { ENVIRONMENT, type AdapterEnvironment } from '../environment.js';
import { DelegationEvent } from './delegation-event.js';
import { absentAt, delegatedTo, evolveDelegations, isInForce, type Delegation, type DelegationState, type Scoped } from './delegation-state.js';

const KIND = 'delegation';

const fold: Fold<DelegationState, DelegationEvent> = {
  initial: [],
  parse: (event) => DelegationEvent.parse(event),
  evolve: evolveDelegations,
  keyOf: (stream) => stream,
};

/** A person as they act in an item: with their own roles, and with those that others have lent them. */
export interface Acting {
  readonly sub: string;
  readonly roles: readonly string[];
  readonly lent: readonly Delegation[];
}

/** Who is absent and who acts in whose place: one ledger stream for the agency. Asked of the ledger each time, so that what ended counts nowhere. */
@Injectable()
export class Delegations {
  private readonly streams: LedgerStreams<DelegationState, DelegationEvent>;
  private readonly stream: string;

  constructor(
    @Inject(LedgerStore) store: LedgerStore,
    @Inject(Writer) writer: Writer,
    @Inject(KeyVault) private readonly vault: KeyVault,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) environment: AdapterEnvironment,
  ) {
    this.streams = new LedgerStreams(store, writer, vault, clock, fold, async () => undefined, 1);
    this.stream = streamName(KIND, environment.AGENCY_ID);
  }

  async execute(command: Command<DelegationState, DelegationEvent>): Promise<Result<Executed<DelegationState, DelegationEvent>>> {
    await this.vault.create(this.stream);
    return this.streams.execute(this.stream, command);
  }

  history(): Promise<History<DelegationState, DelegationEvent>> {
    return this.streams.history(this.stream);
  }

  /** Roles that somebody has lent this person for anything at all: with one of them they come in by the outer door. */
  async rolesLentTo(person: string): Promise<readonly string[]> {
    const now = this.clock.now();
    return (await this.load()).flatMap(({ to, role, ...each }) => (to === person && role && isInForce({ ...each, to, role }, now) ? [role] : []));
  }

  /** Whether this person may sign answers at all, by their own right or in another's place. */
  async maySign({ sub, roles }: Pick<Person, 'sub' | 'roles'>): Promise<boolean> {
    const signs = (each: readonly string[]): boolean => each.includes('approver') || each.includes('agencyHead');
    return signs(roles) || signs(await this.rolesLentTo(sub));
  }

  /** The person as they act in this item now. */
  async acting(person: Pick<Person, 'sub' | 'roles'>, item: Scoped): Promise<Acting> {
    return (await this.actingFor(person))(item);
  }

  /** The same for several items. */
  async actingFor({ sub, roles }: Pick<Person, 'sub' | 'roles'>): Promise<(item: Scoped) => Acting> {
    const [state, now] = [await this.load(), this.clock.now()];
    return (item) => {
      const lent = delegatedTo(state, sub, item, now);
      return { sub, roles: [...roles, ...lent.flatMap(({ role }) => role ?? [])], lent };
    };
  }

  async absent(): Promise<ReadonlySet<string>> {
    return absentAt(await this.load(), this.clock.now());
  }

  private async load(): Promise<DelegationState> {
    return (await this.streams.catchUp(this.stream)).state;
  }
}

/** In whose place this person signs: where none of their own roles lets them, the first that was lent. @param own the roles of their token. */
export function onBehalfOf({ lent }: Acting, own: readonly string[]): Approver['onBehalfOf'] {
  if (own.includes('approver') || own.includes('agencyHead')) return undefined;
  const used = lent.find(({ role }) => role === 'approver') ?? lent.find(({ role }) => role === 'agencyHead');
  return used && { id: used.of, name: used.ofName || used.of, ground: used.ground, delegation: used.number };
}
