import { commitHash, commitId, NO_PREVIOUS, type Commit } from './commit.js';
import type { LedgerStore } from './ledger-store.js';

export type LedgerFaultKind = 'gap' | 'hash' | 'chain' | 'time' | 'body' | 'cut-off';

export interface LedgerFault {
  readonly id: string;
  readonly kind: LedgerFaultKind;
}

export interface LedgerVerification {
  readonly intact: boolean;
  readonly commits: number;
  readonly streams: number;
  /** The first faults only, at most `FAULTS_MAX`. */
  readonly faults: readonly LedgerFault[];
}

const FAULTS_MAX = 100;

/** What views have seen of each stream. */
export interface SeenHeads {
  heads(): AsyncIterable<{ readonly stream: string; readonly seq: number }>;
}

export const SEEN_HEADS = Symbol('SEEN_HEADS');

/**
 * Walks the whole ledger and recomputes every hash. Cutting off the newest commits of a stream leaves a valid
 * chain, so the heads that views have seen are compared too.
 * @param seenHeads for each stream the highest seq that a view row was folded from.
 */
export async function verifyLedger(store: Pick<LedgerStore, 'readAll'>, seenHeads: AsyncIterable<{ stream: string; seq: number }>): Promise<LedgerVerification> {
  const faults: LedgerFault[] = [];
  // Before the walk: what is committed and seen behind its back, in a hub that goes on working, would look cut off.
  const seen = await headsOf(seenHeads);
  const heads = new Map<string, number>();
  let commits = 0;
  let previous: Commit | undefined;
  const add = (id: string, kind: LedgerFaultKind) => faults.length < FAULTS_MAX && faults.push({ id, kind });
  for await (const commit of store.readAll()) {
    commits++;
    const before = previous?.stream === commit.stream ? previous : undefined;
    for (const kind of faultsOf(commit, before)) add(commitId(commit.stream, commit.seq), kind);
    heads.set(commit.stream, commit.seq);
    previous = commit;
  }
  for (const [stream, seq] of seen) if ((heads.get(stream) ?? 0) < seq) add(commitId(stream, seq), 'cut-off');
  return { intact: faults.length === 0, commits, streams: heads.size, faults };
}

async function headsOf(seenHeads: AsyncIterable<{ stream: string; seq: number }>): Promise<Map<string, number>> {
  const seen = new Map<string, number>();
  for await (const { stream, seq } of seenHeads) seen.set(stream, seq);
  return seen;
}

function faultsOf(commit: Commit, before: Commit | undefined): LedgerFaultKind[] {
  const faults: LedgerFaultKind[] = [];
  if (commit.seq !== (before?.seq ?? 0) + 1) faults.push('gap');
  if (!commit.prev.equals(before?.hash ?? NO_PREVIOUS)) faults.push('chain');
  if (!commit.hash.equals(commitHash(commit.stream, commit.seq, commit.prev, commit.body))) faults.push('hash');
  if (before && commit.at < before.at) faults.push('time');
  if (atInBody(commit.body) !== commit.at) faults.push('body');
  return faults;
}

function atInBody(body: Buffer): unknown {
  try {
    return (JSON.parse(body.toString('utf8')) as { at?: unknown }).at;
  } catch {
    return undefined;
  }
}
