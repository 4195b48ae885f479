import type { CaseId } from '@lianshen/contracts/kernel';
import { partsOfStream, readBody, streamName, type Commit, type LedgerStore } from '@lianshen/platform/ledger';
import { CaseEvent } from '../../vetting/domain/index.js';
import { NO_FACTS, type CaseFacts } from './case-facts.js';
import { followCase } from './follow-case.js';

const KIND = 'case';

/** What the ledger tells of a case, up to its newest commit. */
export interface ToldFacts {
  readonly caseId: CaseId;
  readonly facts: CaseFacts;
  /** Seq of the newest commit, which is also how many there are. */
  readonly seq: number;
  /** When that was written, epoch ms. */
  readonly at: number;
}

/** Every case of the ledger in order of its id, folded from the commits alone. What is encrypted is not read: nothing that counts is. */
export async function* factsInLedger(store: LedgerStore): AsyncGenerator<ToldFacts> {
  let told: ToldFacts | undefined;
  for await (const commit of store.readAll(`${KIND}/`)) {
    const caseId = partsOfStream(commit.stream).id;
    if (told && told.caseId !== caseId) yield told;
    told = goOn(told?.caseId === caseId ? told : nothingOf(caseId), commit);
  }
  if (told) yield told;
}

/** One case, read anew. */
export async function factsOfCase(store: LedgerStore, caseId: CaseId): Promise<ToldFacts> {
  return (await store.readStream(streamName(KIND, caseId))).reduce(goOn, nothingOf(caseId));
}

const nothingOf = (caseId: CaseId): ToldFacts => ({ caseId, facts: NO_FACTS, seq: 0, at: 0 });

function goOn({ caseId, facts }: ToldFacts, { stream, seq, at, body }: Commit): ToldFacts {
  const events = readBody(stream, seq, body, undefined).acts.flatMap((act) => act.events.map((event) => CaseEvent.parse(event)));
  return { caseId, facts: events.reduce((folded, event) => followCase(folded, event, at), facts), seq, at };
}
