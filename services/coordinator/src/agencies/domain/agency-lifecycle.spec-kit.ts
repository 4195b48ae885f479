import type { AgencyId, Instant, Result } from '@lianshen/contracts/kernel';
import { confirmChange, proposeChange, type Successor } from './change-agency.js';
import { evolveLifecycle, NOT_REGISTERED, type Lifecycle } from './lifecycle.js';
import type { AgencyChange, LifecycleEvent } from './lifecycle-event.js';
import { registerAgency, renameAgency } from './register-agency.js';

/** Wednesday, 6 May 2026, midnight in China. */
export const REFORM: Instant = Date.parse('2026-05-06T00:00:00+08:00');
export const NOW: Instant = REFORM - 30 * 86_400_000;
export const DAY = 86_400_000;
export const CODE = '11350200MB1A2B3C4D';

export const named = (name: string) => ({ zh: name, en: name });

/** An agency that is brought into a state step by step, each by its own command. */
export class LifecycleBuilder {
  private constructor(
    readonly state: Lifecycle,
    readonly now: Instant,
  ) {}

  static registered(name = '市工商局'): LifecycleBuilder {
    const empty = new LifecycleBuilder(NOT_REGISTERED, NOW);
    return empty.did(registerAgency(empty.state, { name: named(name), code: { code: CODE }, by: 'admin-1' }));
  }

  later(ms: number): LifecycleBuilder {
    return new LifecycleBuilder(this.state, this.now + ms);
  }

  renamed(name: string, effectiveAt?: Instant, code?: string): LifecycleBuilder {
    return this.did(this.rename(name, effectiveAt, code));
  }

  /** Decides on a new name without taking it in. */
  rename(name: string, effectiveAt?: Instant, code?: string): Result<LifecycleEvent[]> {
    return renameAgency(this.state, { name: named(name), code: code === undefined ? undefined : { code }, effectiveAt, reason: '机构改革方案', by: 'admin-1' }, this.now);
  }

  /** Decides on a proposal without taking it in. */
  propose(change: AgencyChange, successor?: Successor, agency: AgencyId = 'commerce'): Result<LifecycleEvent[]> {
    return proposeChange(this.state, { agency, successor, change, reason: '机构改革方案', by: 'admin-1' }, this.now);
  }

  /** Decides on a confirmation of the newest proposal without taking it in. */
  confirm(successor?: Successor, by = 'approver-1', number = this.state.changes.length): Result<LifecycleEvent[]> {
    return confirmChange(this.state, { agency: 'commerce', successor, number, by }, this.now);
  }

  proposed(change: AgencyChange, successor?: Successor): LifecycleBuilder {
    return this.did(this.propose(change, successor));
  }

  /** Two persons decide. */
  changed(change: AgencyChange, successor?: Successor): LifecycleBuilder {
    const proposed = this.proposed(change, successor);
    return proposed.did(proposed.confirm(successor));
  }

  merged(into: AgencyId = 'market', effectiveAt: Instant = REFORM): LifecycleBuilder {
    return this.changed({ kind: 'merge', into, effectiveAt }, aSuccessor(into));
  }

  did(result: Result<LifecycleEvent[]>): LifecycleBuilder {
    if (!result.ok) throw new Error(`a step of the builder was refused: ${result.refusal.code}`);
    return new LifecycleBuilder(result.value.reduce((state, event) => evolveLifecycle(state, event, this.now), this.state), this.now);
  }
}

/** One that agencies can be merged into. */
export const aSuccessor = (agency: AgencyId = 'market', changed: Partial<Successor> = {}): Successor => ({ lifecycle: LifecycleBuilder.registered('市场监督管理局').state, hasKeys: true, endsAt: agency, ...changed });

export const outcomeOf = (result: Result<readonly { readonly type: string }[]>): readonly string[] => (result.ok ? result.value.map(({ type }) => type) : [`refused: ${result.refusal.code}`]);
