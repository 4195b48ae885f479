import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ImportPreview } from '@lianshen/contracts/api';
import { ok, refuse, type BatchId, type CaseId, type Refusal, type Result } from '@lianshen/contracts/kernel';
import { inChina, toCivilDate } from '@lianshen/contracts/working-time';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import type { Actor } from '@lianshen/platform/ledger';
import { ROOT_SECRET } from '@lianshen/platform/process';
import { deriveId, encryptBytes, KeyVault } from '@lianshen/platform/sealing';
import { readTable } from '@lianshen/platform/tabular';
import { AgencyRegistry } from '../../agencies/agency-registry.js';
import { ENVIRONMENT, type CoordinatorEnvironment } from '../../environment.js';
import type { PinnedPolicy } from '../../policies/pin-policy.js';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { Candidate } from '../../vetting/domain/index.js';
import { importRows, openBatch, reportLines, type ImportedRow, type ReportLine } from '../batches/batch.js';
import { BatchStreams, sealedCandidateContext } from '../batches/batch-streams.js';
import { ImportsUnderWay } from '../batches/imports-under-way.js';
import { readBatch, type BatchCandidate, type BatchRead, type RefusedRow } from '../read-batch/index.js';

export interface ImportBatch {
  readonly policy: string;
  readonly title: string;
  /** `all`: one bad row and nothing is imported. `good`: the good rows go on. */
  readonly rows: 'all' | 'good';
  readonly conclusion?: 'automatic' | 'officer' | undefined;
  /** `later`: the cases wait in screening until an officer starts them. */
  readonly start?: 'now' | 'later' | undefined;
  /** The unit that nominates, which is to see the outcomes. */
  readonly unit?: string | undefined;
  readonly fileName: string;
  readonly content: Buffer;
}

export interface AcceptedRow {
  readonly sheet: string;
  readonly row: number;
  readonly caseId: CaseId;
  readonly candidate: string;
}

export interface ImportReport {
  readonly batchId: BatchId;
  readonly accepted: readonly AcceptedRow[];
  readonly refused: readonly RefusedRow[];
  readonly skipped: BatchRead['skipped'];
  readonly warnings: readonly object[];
}

/** A refusal of the whole file, with the rows where it was for them. */
export type ImportRefusal = Refusal & { readonly rows?: readonly RefusedRow[] };

const PART_ROWS = 500;

/** Opens a batch from a file: its good rows become cases under the policy that is pinned now. */
@Injectable()
export class ImportBatches {
  constructor(
    @Inject(BatchStreams) private readonly batches: BatchStreams,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(AgencyRegistry) private readonly agencies: AgencyRegistry,
    @Inject(ImportsUnderWay) private readonly underWay: ImportsUnderWay,
    @Inject(KeyVault) private readonly vault: KeyVault,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ROOT_SECRET) private readonly secret: Buffer,
    @Inject(ENVIRONMENT) private readonly environment: CoordinatorEnvironment,
  ) {}

  /**
   * Idempotent by person and key. Refused for the file (`tabular.…`, `batch.…`), the policy (`policy.unknown`), the
   * conclusion, or agencies that have no registered keys; then nothing was changed.
   */
  async import(command: ImportBatch, actor: Actor, key: string): Promise<Result<ImportReport, ImportRefusal>> {
    const pinned = this.allowedPolicy(command.policy, command.conclusion);
    if (!pinned.ok) return pinned;
    const read = await this.read(command);
    if (!read.ok) return read;
    const { candidates, refused } = read.value;
    if (refused.length > 0 && (command.rows === 'all' || candidates.length === 0)) {
      const code = candidates.length === 0 ? 'batch.no-good-rows' : 'batch.rows-refused';
      return { ok: false, refusal: { code, params: { refused: refused.length, good: candidates.length }, rows: refused } };
    }
    const batchId = deriveId(this.secret, 'batch', actor.id, key);
    const opened = await this.open(batchId, pinned.value, command, actor, key);
    return opened.ok ? this.underWay.during(() => this.takeIn(batchId, read.value, actor, key)) : opened;
  }

  /** What would become of each row, without importing any. Refused for the file as above. */
  async preview(file: Pick<ImportBatch, 'fileName' | 'content'>): Promise<Result<ImportPreview>> {
    const read = await this.read(file);
    if (!read.ok) return read;
    const { candidates, refused, skipped } = read.value;
    return ok({ good: candidates.map(({ sheet, row, name }) => ({ sheet, row, candidate: name })), refused: [...refused] as ImportPreview['refused'], skipped: [...skipped], warnings: warningsOf(read.value) });
  }

  private async read({ fileName, content }: Pick<ImportBatch, 'fileName' | 'content'>): Promise<Result<BatchRead>> {
    const table = await readTable(content, fileName);
    return table.ok ? readBatch(table.value, { today: toCivilDate(inChina(this.clock.now()).day) }) : table;
  }

  /** Opens a batch without a file, for candidates that come one by one. */
  async openEmpty(command: Pick<ImportBatch, 'policy' | 'title' | 'conclusion' | 'start' | 'unit'>, actor: Actor, key: string): Promise<Result<BatchId>> {
    const pinned = this.allowedPolicy(command.policy, command.conclusion);
    if (!pinned.ok) return pinned;
    const batchId = deriveId(this.secret, 'batch', actor.id, key);
    const content = Buffer.from(JSON.stringify([command.policy, command.title, command.conclusion, command.start, ...(command.unit === undefined ? [] : [command.unit])]));
    const opened = await this.open(batchId, pinned.value, { ...command, content }, actor, key);
    return opened.ok ? ok(batchId) : opened;
  }

  private allowedPolicy(name: string, conclusion: ImportBatch['conclusion']): Result<PinnedPolicy> {
    const pinned = this.policies.findOnOffer(name);
    if (!pinned.ok) return pinned;
    const wanted = conclusion ?? pinned.value.policy.conclusion;
    if (wanted === 'automatic' && this.environment.AUTOMATIC_CONCLUSION !== 'allowed') return refuse('conclusion.automatic-not-allowed');
    const keyless = this.agencies.withoutKeys(pinned.value.policy.agencies.map(({ agency }) => agency));
    return keyless.length === 0 ? pinned : refuse('batch.agencies-without-keys', { agencies: keyless.join(',') });
  }

  private async open(batchId: BatchId, pinned: PinnedPolicy, command: Pick<ImportBatch, 'title' | 'conclusion' | 'start' | 'unit' | 'content'>, actor: Actor, key: string): Promise<Result<unknown>> {
    await this.vault.create(batchId);
    const contentMac = createHmac('sha256', this.secret).update(`content|${pinned.policy.name}|`).update(command.content).digest('base64url');
    const { title, start = 'now', unit } = command;
    const open = { policyHash: pinned.hash, conclusion: command.conclusion ?? pinned.policy.conclusion, start, contentMac, title, ...(unit === undefined ? {} : { unit }) };
    return this.batches.execute(batchId, { cause: `import ${key}`, actor, decide: (state) => openBatch(state, open) });
  }

  private async takeIn(batchId: BatchId, read: BatchRead, actor: Actor, key: string): Promise<Result<ImportReport>> {
    const accepted: AcceptedRow[] = [];
    for (let from = 0; from < read.candidates.length; from += PART_ROWS) {
      const part = read.candidates.slice(from, from + PART_ROWS);
      const rows = await Promise.all(part.map((candidate) => this.seal(batchId, candidate)));
      const taken = await this.batches.execute(batchId, { cause: `import ${key}`, actor, decide: (state) => importRows(state, from, rows) });
      if (!taken.ok) return taken;
      part.forEach(({ sheet, row, name }, index) => accepted.push({ sheet, row, caseId: (rows[index] as ImportedRow).caseId, candidate: name }));
    }
    const warnings = warningsOf(read);
    const kept = await this.keepReport(batchId, [...read.refused.map((refused) => ({ refused })), ...read.skipped.map((skipped) => ({ skipped })), ...warnings.map((warning) => ({ warning }))] as ReportLine[], actor, key);
    return kept.ok ? ok({ batchId, accepted, refused: read.refused, skipped: read.skipped, warnings }) : kept;
  }

  private async keepReport(batchId: BatchId, lines: readonly ReportLine[], actor: Actor, key: string): Promise<Result<void>> {
    for (let from = 0; from < lines.length; from += PART_ROWS) {
      const part = lines.slice(from, from + PART_ROWS);
      const kept = await this.batches.execute(batchId, { cause: `import ${key}`, actor, decide: (state) => reportLines(state, from, part) });
      if (!kept.ok) return kept;
    }
    return ok(undefined);
  }

  private async seal(batchId: BatchId, row: BatchCandidate): Promise<ImportedRow> {
    const caseId = deriveId(this.secret, 'case', batchId, 'row', String(row.row));
    const key = await this.vault.create(caseId);
    const candidate = Buffer.from(JSON.stringify(candidateOf(row)));
    return { row: row.row, caseId, sealed: encryptBytes(key, sealedCandidateContext(caseId), candidate).toString('base64') };
  }
}

const warningsOf = ({ candidates }: BatchRead): ImportPreview['warnings'] => candidates.flatMap(({ sheet, row, warnings }) => warnings.map((warning) => ({ sheet, row, ...warning })));

/** What of a row is kept: what agencies may be asked with, and the remark. */
const candidateOf = (row: BatchCandidate): Candidate =>
  Candidate.parse({
    name: row.name,
    identityNumber: row.identityNumber,
    sex: row.sex,
    employer: row.employer,
    employerCode: row.employerCode,
    currentPost: row.currentPost,
    proposedPost: row.proposedPost,
    proposedLevel: row.proposedLevel,
    tenureFrom: row.tenureFrom,
    remark: row.remark,
    recommendedOn: row.recommendedOn,
    facts: row.facts,
  });
