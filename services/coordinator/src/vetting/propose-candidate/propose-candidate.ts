import { Inject, Injectable } from '@nestjs/common';
import { ok, type BatchId, type CaseId, type Result, type Sha256 } from '@lianshen/contracts/kernel';
import { CHINA_CALENDAR } from '@lianshen/contracts/working-time';
import type { Actor } from '@lianshen/platform/ledger';
import { drawRandomBytes, KeyVault } from '@lianshen/platform/sealing';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { CaseStreams } from '../case-streams.js';
import { RequestPayloads } from '../send-requests/request-payloads.js';
import { openCase, startVetting, type Candidate, type CaseState } from '../domain/index.js';

export interface Proposal {
  readonly caseId: CaseId;
  readonly batchId: BatchId;
  readonly row: number;
  readonly policyHash: Sha256;
  readonly conclusion: 'automatic' | 'officer';
  readonly candidate: Candidate;
}

/** Opens a case for a candidate and sends its requests out, in one commit. Idempotent by the case's id. */
@Injectable()
export class ProposeCandidate {
  constructor(
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(KeyVault) private readonly vault: KeyVault,
    @Inject(RequestPayloads) private readonly payloads: RequestPayloads,
  ) {}

  async execute(proposal: Proposal, actor: Actor, cause: string): Promise<Result<CaseState>> {
    const { caseId, ...open } = proposal;
    const policy = await this.policies.getPinned(proposal.policyHash);
    await this.vault.create(caseId);
    const nonces = Object.fromEntries(policy.agencies.map(({ agency }) => [agency, drawRandomBytes(16).toString('base64url')]));
    const start = { policy, calendar: CHINA_CALENDAR, nonces, sha256: this.payloads.hash };
    // Both are handed over at once, so that they are decided one after the other and stand in the same commit.
    const [opened, started] = await Promise.all([
      this.cases.execute(caseId, { cause, actor, presumeNew: true, decide: (state) => openCase(state, open) }),
      this.cases.execute(caseId, { cause, actor, presumeNew: true, decide: (state, now) => startVetting(state, start, now) }),
    ]);
    if (!opened.ok) return opened;
    return started.ok ? ok({ ...started.value.folded.state, caseId }) : started;
  }
}
