import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { Costly, RightTo } from '../identity/index.js';
import { LedgerStore, SEEN_HEADS, verifyLedger, type LedgerVerification, type SeenHeads } from '../ledger/index.js';

@Controller('api/ledger')
export class VerifyLedgerController {
  private running: Promise<LedgerVerification> | undefined;

  constructor(
    @Inject(LedgerStore) private readonly store: LedgerStore,
    @Inject(SEEN_HEADS) private readonly seen: SeenHeads,
  ) {}

  /** Walks the whole ledger and recomputes every hash. Those who ask while one runs get its result. */
  @Post('verifications')
  @HttpCode(200)
  @RightTo('verifyLedger')
  @Costly()
  verify(): Promise<LedgerVerification> {
    this.running ??= verifyLedger(this.store, this.seen.heads()).finally(() => (this.running = undefined));
    return this.running;
  }
}
