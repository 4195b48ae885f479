import type { Instant, RequestId } from '@lianshen/contracts/kernel';
import { isRung, type ReminderStep } from '@lianshen/contracts/reminders';
import type { CaseEventOf } from '../case-event.js';
import type { RequestAccount } from './case-account.js';
import { expectThat } from './simulated-messages.js';

/** Reminders, rungs and reviews as the invariants know them: each comes once, when it is due, and to nobody who has answered. */
export class ReminderAccount {
  private readonly known = new Set<string>();
  /** By request the reminders that come before its present due time. */
  private readonly planned = new Map<RequestId, readonly string[]>();

  /** A due time is set. */
  plans({ requestId, plan = [] }: { readonly requestId: RequestId; readonly plan?: readonly ReminderStep[] | undefined }): void {
    this.planned.set(requestId, plan.filter((step) => !isRung(step)).map(({ step }) => step));
  }

  /** A due time passes. */
  passed({ requestId, deadlineVersion }: CaseEventOf<'RequestOverdue'>['data']): void {
    const missing = this.planned.get(requestId)?.filter((step) => !this.known.has(`${requestId} ${deadlineVersion} ${step}`)) ?? [];
    expectThat(missing.length === 0, 'nobody is late who was not reminded as the policy says');
  }

  told({ type, data }: CaseEventOf<'AgencyReminded' | 'OverdueEscalated'>, at: Instant, { status, waiting, deadline }: RequestAccount): void {
    const { requestId, deadlineVersion, step } = data;
    expectThat(status === 'open' && !waiting, 'nobody is reminded whose clock does not run');
    expectThat(data.at <= at, 'a reminder comes when it is due');
    expectThat(deadlineVersion === deadline.version, 'a reminder is for the present due time');
    expectThat(type === 'AgencyReminded' || deadline.passed.includes(deadlineVersion), 'a ladder is climbed by what is overdue alone');
    this.once(`${requestId} ${deadlineVersion} ${step}`);
  }

  reviewed({ data }: CaseEventOf<'ReviewEscalated'>, at: Instant): void {
    expectThat(data.at <= at, 'a review is called for when it is due');
    expectThat(data.next === undefined || data.next.at >= data.at, 'a ladder is climbed in the order of time');
    this.once(`${data.reviewAt} ${data.step}`);
  }

  private once(what: string): void {
    expectThat(!this.known.has(what), 'nobody is told the same twice');
    this.known.add(what);
  }
}
