import { Inject, Injectable } from '@nestjs/common';
import { COORDINATOR, toIso, type AgencyId } from '@lianshen/contracts/kernel';
import { MESSAGES, type Closed, type Envelope } from '@lianshen/contracts/messages';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { SealedOutbox } from '@lianshen/platform/messaging';
import { OWN_KEYS } from '@lianshen/platform/process';
import { signEnvelope, type OwnKeys } from '@lianshen/platform/sealing';
import { ResendSchedule } from '@lianshen/platform/timers';
import { AgencyRegistry } from '../agency-registry.js';
import { nameAt, type Merger } from '../domain/lifecycle.js';

const AGAIN_AFTER_MS = 60_000;
/** With a wait that doubles: the last one about three days after the first. */
const ATTEMPTS_MAX = 13;

/**
 * Tells an agency that it is merged, as soon as that is settled, so that its adapter closes at the moment by its own clock.
 * Nothing acknowledges it: it is sent again for three days by each process from its start on, and whenever the agency
 * speaks as one that does not know. It is the same for ever, so that it may come any number of times.
 */
@Injectable()
export class TellClosed {
  private readonly schedule = new ResendSchedule({ firstAfterMs: AGAIN_AFTER_MS, attemptsMax: ATTEMPTS_MAX, rememberedMax: 1_000 });

  constructor(
    @Inject(AgencyRegistry) private readonly registry: AgencyRegistry,
    @Inject(SealedOutbox) private readonly sealed: SealedOutbox,
    @Inject(OWN_KEYS) private readonly own: OwnKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those that are due to be told, also of a time that has not come yet. @returns how many. */
  async tellDue(): Promise<number> {
    let told = 0;
    for (const [agency, { merger }] of this.registry.list()) {
      if (!merger || !this.registry.hasKeys(agency) || !this.schedule.isDue(agency, this.clock.now())) continue;
      await this.send(agency, merger);
      this.schedule.sent(agency, this.clock.now());
      told++;
    }
    return told;
  }

  /** Tells one agency now. @returns whether there is anything to tell. */
  async tell(agency: AgencyId): Promise<boolean> {
    const merger = this.registry.find(agency)?.merger;
    if (!merger) return false;
    await this.send(agency, merger);
    return true;
  }

  private async send(agency: AgencyId, { into, effectiveAt, confirmedAt }: Merger): Promise<void> {
    const successor = this.registry.find(into);
    const name = (successor && nameAt(successor, effectiveAt)) ?? { zh: into, en: into };
    const data: Closed = { effectiveAt: toIso(effectiveAt), successor: { agency: into, name } };
    const envelope: Envelope = { specversion: '1.0', id: `closed.${agency}`, type: MESSAGES.closed.type, source: COORDINATOR, audience: agency, time: toIso(confirmedAt), data };
    await this.sealed.toAgency(agency, envelope, signEnvelope(this.own, envelope), `${envelope.id}.${this.clock.now()}`);
  }
}
