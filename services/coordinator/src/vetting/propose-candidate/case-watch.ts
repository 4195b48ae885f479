import { Injectable } from '@nestjs/common';
import type { CaseId } from '@lianshen/contracts/kernel';
import type { CaseState } from '../domain/index.js';

const WATCHED_MAX = 5_000;

/** Lets a request wait for its case to end. What happens in another replica is not seen; the caller reads at the end. */
@Injectable()
export class CaseWatch {
  private readonly waiting = new Map<CaseId, Set<() => void>>();

  /** Resolves when the case ends in this process, or at the bound. */
  async untilEnded(caseId: CaseId, withinMs: number): Promise<void> {
    if (this.waiting.size >= WATCHED_MAX) return;
    const waiters = this.waiting.get(caseId) ?? new Set();
    this.waiting.set(caseId, waiters);
    let timer: NodeJS.Timeout | undefined;
    let wake = (): void => undefined;
    await new Promise<void>((resolve) => {
      wake = resolve;
      waiters.add(resolve);
      timer = setTimeout(resolve, withinMs);
    });
    clearTimeout(timer);
    waiters.delete(wake);
    if (waiters.size === 0 && this.waiting.get(caseId) === waiters) this.waiting.delete(caseId);
  }

  changed(state: CaseState): void {
    if (state.status === 'screening' || state.status === 'vetting') return;
    for (const wake of this.waiting.get(state.caseId) ?? []) wake();
  }
}
