import { checkCharacterOf } from '@lianshen/contracts/identity';
import type { CaseId } from '@lianshen/contracts/kernel';
import type { Verdict, VerdictCode } from '@lianshen/contracts/messages';
import { declareRelations, DeclarationStreams } from '@lianshen/platform/recusal';
import type { CoordinatorUnderTest } from '../coordinator.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { ImportBatches } from '../intake/import-batch/import-batch.js';
import { CaseStreams } from './case-streams.js';
import type { CaseState } from './domain/index.js';
import { WatchDeadlines } from './overdue/watch-deadlines.js';

/** A Monday at ten in the morning in China; five working days later is the next Monday at 17:30. */
export const MONDAY = Date.parse('2026-11-23T10:00:00+08:00');
/** Changes to a policy under which nobody is reminded and no ladder climbs: due times alone. */
export const WITHOUT_REMINDERS = { reminders: undefined, ladder: undefined };
export const OFFICER = { sub: 'test-officer', roles: ['officer'] };
export const SECOND = { sub: 'test-approver', roles: ['coordinatorApprover'] };

/** A list of one invented person, another for each index: what is flagged of one holds all cases of the same. */
export function aList(index: number): string {
  const digits = `99010119800101${String(index + 1).padStart(3, '0')}`;
  return `姓名,身份证号,工作单位,现任职务,拟任职务\n试例甲,${digits}${checkCharacterOf(digits)},市试例局,科长,副局长\n`;
}

const CLEAR_WORDS: Readonly<Record<string, string>> = { discipline: '无反映', audit: '已审无重大' };
const FLAG: Partial<Verdict> = { code: 'OBJECT', category: '列入失信', findings: [{ facts: '试例', basis: '试例第一条', evidenceLevel: 'verified', heard: 'not-heard' }] };

/** Opens cases and answers for the agencies; everything goes through NATS as it would. */
export class CasesUnderTest {
  private keys = 0;
  private people = 0;

  /** @param opensAt when its cases are opened, epoch ms. */
  constructor(
    private readonly hub: CoordinatorUnderTest,
    private readonly opensAt = MONDAY,
  ) {}

  /** An Idempotency-Key that was not used before. */
  key(): string {
    return `test-key-${this.keys++}`;
  }

  async load(caseId: CaseId): Promise<CaseState> {
    return (await this.hub.application.get(CaseStreams).load(caseId)).state;
  }

  when(caseId: CaseId, what: string, is: (state: CaseState) => boolean): Promise<CaseState> {
    return eventually(what, () => this.load(caseId), is);
  }

  /** Opens a case, on Monday if nothing else was said, and waits until it stands there. */
  async open(conclusion: 'automatic' | 'officer' = 'automatic', start: 'now' | 'later' = 'now'): Promise<CaseId> {
    this.hub.clock.moveTo(this.opensAt);
    const command = { policy: 'standard-five', title: '测试', rows: 'all' as const, conclusion, start, fileName: 'a.csv', content: Buffer.from(aList(this.people++)) };
    const imported = await this.hub.application.get(ImportBatches).import(command, { kind: 'person', id: OFFICER.sub }, this.key());
    if (!imported.ok) throw new Error(imported.refusal.code);
    const caseId = imported.value.accepted[0]?.caseId ?? '';
    await this.declared(caseId, OFFICER, SECOND);
    await this.when(caseId, start === 'now' ? 'vetting' : 'screening', ({ status }) => status === (start === 'now' ? 'vetting' : 'screening'));
    return caseId;
  }

  /** These say that they are not related to the candidate, as everybody does before they open or judge a case. */
  async declared(caseId: CaseId, ...people: readonly { readonly sub: string }[]): Promise<void> {
    const { batchId } = await this.when(caseId, 'the case', ({ status }) => status !== 'none');
    for (const { sub: id } of people) {
      const command = { person: { id, name: id, isHead: false }, cases: [caseId], related: [], namesakes: [], found: new Map() };
      await this.hub.application.get(DeclarationStreams).execute(batchId, { cause: 'declare', actor: { kind: 'person', id }, decide: (state) => declareRelations(state, command) });
    }
  }

  /** Lets the beat come at which a case that has stopped is recalled. @returns the case after it. */
  async recall(caseId: CaseId): Promise<CaseState> {
    const { recallAt } = await this.load(caseId);
    if (recallAt === undefined) throw new Error('no recall is due');
    this.hub.clock.moveTo(recallAt);
    await this.hub.application.get(WatchDeadlines).ring(caseId);
    return this.load(caseId);
  }

  /** Sends what agencies say and waits until it is on file. */
  async answer(caseId: CaseId, code: 'CLEAR' | 'OBJECT', ...agencies: string[]): Promise<CaseState> {
    for (const agency of agencies) await this.send(agency, await this.verdictOf(caseId, agency, code === 'CLEAR' ? {} : FLAG));
    return this.when(caseId, `${agencies.join()} on file`, ({ requests }) => agencies.every((agency) => requests[agency]?.verdict?.code === code));
  }

  async send(agency: string, verdict: Verdict): Promise<string> {
    const sender = this.hub.agencies[agency];
    if (!sender) throw new Error(agency);
    return sender.send('verdict', verdict);
  }

  /** A verdict on the newest request of the agency, as its next version. */
  async verdictOf(caseId: CaseId, agency: string, change: Partial<Verdict> = {}): Promise<Verdict> {
    const request = (await this.load(caseId)).requests[agency];
    return {
      requestId: request?.requestId ?? '',
      version: (request?.verdict?.version ?? 0) + 1,
      requestHash: request?.requestHash ?? '',
      supplementHashes: (request?.supplements ?? []).map(({ supplementHash }) => supplementHash),
      code: 'CLEAR' satisfies VerdictCode,
      category: CLEAR_WORDS[agency] ?? '无',
      findings: [],
      clerk: { id: 'clerk', name: '试例经办' },
      approvers: [{ id: 'approver', name: '试例签发' }],
      mode: 'human',
      decidedAt: new Date(this.hub.clock.now()).toISOString(),
      ...change,
    };
  }
}
