import { Inject, Injectable } from '@nestjs/common';
import { ok, type BatchId, type CaseId, type Result, type Sha256 } from '@lianshen/contracts/kernel';
import type { Actor } from '@lianshen/platform/ledger';
import { KeyVault } from '@lianshen/platform/sealing';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { AskingAgencies } from '../asking-agencies.js';
import { CaseStreams } from '../case-streams.js';
import { openCase, proposeCandidate, type Candidate, type CaseState } from '../domain/index.js';

export interface Proposal {
  readonly caseId: CaseId;
  readonly batchId: BatchId;
  readonly row: number;
  readonly policyHash: Sha256;
  readonly conclusion: 'automatic' | 'officer';
  /** `later`: it waits in screening until an officer starts it. */
  readonly start: 'now' | 'later';
  readonly candidate: Candidate;
}

/** Opens a case for a candidate and sends its requests out, in one commit. Idempotent by the case's id. */
@Injectable()
export class ProposeCandidate {
  constructor(
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(KeyVault) private readonly vault: KeyVault,
    @Inject(AskingAgencies) private readonly agencies: AskingAgencies,
  ) {}

  async execute({ caseId, start, ...open }: Proposal, actor: Actor, cause: string): Promise<Result<CaseState>> {
    const policy = await this.policies.getPinned(open.policyHash);
    await this.vault.create(caseId);
    const asking = this.agencies.under(policy);
    const executed = await this.cases.execute(caseId, {
      cause,
      actor,
      presumeNew: true,
      decide: (state, now) => (start === 'now' ? proposeCandidate(state, open, asking, now) : openCase(state, open)),
    });
    return executed.ok ? ok({ ...executed.value.folded.state, caseId }) : executed;
  }
}
