import type { AgencyId, Instant, RequestId, Result } from '@lianshen/contracts/kernel';
import { requestIdOf } from '@lianshen/contracts/kernel';
import type { Finding, Signer, Verdict, VerdictCode } from '@lianshen/contracts/messages';
import { Policy } from '@lianshen/contracts/policy';
import { CHINA_CALENDAR } from '@lianshen/contracts/working-time';
import { answerAlarm } from './answer-alarm.js';
import type { CaseEvent } from './case-event.js';
import type { PastAct } from './clock/case-clock.js';
import type { Doer } from './clock/clock-entry.js';
import { awaitsRecall, NO_CASE, type CaseState } from './case-state.js';
import { issueConclusion } from './clear-case.js';
import { considerAdvice } from './consider-advice.js';
import { decideExtension } from './decide-extension.js';
import { confirmDecision, proposeDecision } from './decide-together.js';
import type { DecidedAction, DecisionReason } from './decision.js';
import { evolve } from './evolve.js';
import { fileVerdict } from './file-verdict.js';
import type { Asking } from './issue-request.js';
import { moveMerged } from './move-merged.js';
import { noteOtherCase } from './note-other-case.js';
import { openCase, type OpenCase } from './open-case.js';
import { openReReview } from './open-re-review.js';
import { reassignRequest } from './reassign-request.js';
import { markLapsed, reVet } from './re-vet.js';
import { recordDeclined } from './record-declined.js';
import { recordExtension } from './record-extension.js';
import { recuseOfficer } from './recuse-officer.js';
import { releaseWithheld } from './release-withheld.js';
import { recordQuestion, type NonAnswered } from './record-question.js';
import { sendSupplement } from './send-supplement.js';
import { startVetting } from './start-vetting.js';
import { flaggedRequestsOf } from './shares.js';
import { withdrawCase } from './withdraw-case.js';

/** For specs: a case that is brought into a state step by step, each step by its own command. All people are invented. */
export const CASE_ID = '0190a1b2-c3d4-8e5f-8a6b-7c8d9e0f1a2b';
/** Another case of the same person. */
export const OTHER_CASE = '0190a1b2-c3d4-8e5f-8a6b-7c8d9e0f1a2c';
export const BATCH_ID = '0190a1b2-c3d4-8e5f-8a6b-000000000001';
/** Tuesday, 3 March 2026, 09:00 in China. */
export const MORNING: Instant = Date.parse('2026-03-03T09:00:00+08:00');
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const RECALL_BEAT_MS = HOUR / 4;

export const CLERK: Signer = { id: 'clerk-1', name: '甲' };
export const APPROVER: Signer = { id: 'approver-1', name: '乙' };
export const OFFICER = 'officer-1';
export const SECOND_OFFICER = 'officer-2';
const SOMEBODY: Doer = { kind: 'machine', id: 'spec' };
export const SECOND_APPROVER: Signer = { id: 'approver-2', name: '丙' };
const FINDING: Finding = { facts: '有一件信访件在办', basis: '联审办法第三条', evidenceLevel: 'under-verification', heard: 'not-heard' };

/** Stands for SHA-256: a pure stand-in that gives another 43 characters for another text. */
export function fakeSha256(text: string): string {
  let [high, low] = [0x811c9dc5, 0x1234567];
  for (let index = 0; index < text.length; index++) {
    high = Math.imul(high ^ text.charCodeAt(index), 0x01000193);
    low = Math.imul(low ^ text.charCodeAt(index), 0x85ebca6b) + index;
  }
  return `${(high >>> 0).toString(36)}${(low >>> 0).toString(36)}`.padEnd(43, '_');
}

type AgencyRules = Partial<Omit<Policy['agencies'][number], 'agency'>>;

/** @param agencies what differs from the ordinary rules, by agency. */
export function aPolicy(agencies: Readonly<Record<AgencyId, AgencyRules>> = { court: {}, audit: {} }, rules: Partial<Policy> = {}): Policy {
  return Policy.parse({
    name: 'two',
    version: 1,
    title: { zh: '测试', en: 'Test' },
    conclusion: 'automatic',
    haltReviewDays: 30,
    retentionDays: 365,
    ...rules,
    agencies: Object.entries(agencies).map(([agency, changed]) => ({
      agency,
      name: { zh: agency, en: agency },
      scope: '有无反映',
      fields: ['name', 'identityNumber'],
      within: { workingDays: 5 },
      validDays: 90,
      categories: { 无: 'CLEAR', 在办: 'FLAG_VERIFYING', 影响期内: 'FLAG_IN_PERIOD', 建议暂缓: 'SUGGEST_DEFER', 不同意: 'OBJECT' },
      ...changed,
    })),
  });
}

const CATEGORY_OF: Readonly<Record<VerdictCode, string>> = {
  CLEAR: '无', FLAG_VERIFYING: '在办', FLAG_IN_PERIOD: '影响期内', SUGGEST_DEFER: '建议暂缓', OBJECT: '不同意',
};

export const OPEN: OpenCase = {
  batchId: BATCH_ID,
  row: 4,
  policyHash: 'p'.repeat(43),
  conclusion: 'automatic',
  candidate: { name: '张三', identityNumber: '990101198001010014', remark: '试用' },
};

export class CaseBuilder {
  private constructor(
    readonly state: CaseState,
    readonly policy: Policy,
    readonly now: Instant,
    /** What was done, step by step. */
    readonly acts: readonly PastAct[],
  ) {}

  get events(): readonly CaseEvent[] {
    return this.acts.flatMap(({ events }) => events);
  }

  static in(policy: Policy): CaseBuilder {
    return new CaseBuilder({ ...NO_CASE, caseId: CASE_ID }, policy, MORNING, []);
  }

  /** Lets time pass. @param ms may be anything: the domain takes the time as it is given. */
  later(ms: number): CaseBuilder {
    return new CaseBuilder(this.state, this.policy, this.now + ms, this.acts);
  }

  opened(changed: Partial<OpenCase> = {}): CaseBuilder {
    return this.did(openCase(this.state, { ...OPEN, conclusion: this.policy.conclusion, ...changed }));
  }

  /** @param suspended agencies that nothing goes to. */
  started(suspended: readonly AgencyId[] = []): CaseBuilder {
    return this.did(startVetting(this.state, this.asking({}, suspended), this.now));
  }

  /** What an alarm does that rings now. */
  ring(now = this.now): Result<CaseEvent[]> {
    return answerAlarm(this.state, this.asking(), now);
  }

  /** Its alarm rings and does what is due. */
  rung(): CaseBuilder {
    return this.did(this.ring());
  }

  /** The beat comes at which a case that has stopped is recalled. */
  recalled(): CaseBuilder {
    return awaitsRecall(this.state) ? this.later(this.state.recallAt - this.now).rung() : this;
  }

  answered(agency: AgencyId, code: VerdictCode = 'CLEAR', changed: Partial<Verdict> = {}): CaseBuilder {
    return this.did(this.file(agency, code, changed));
  }

  /** Decides on a verdict without taking its events into the case. */
  file(agency: AgencyId, code: VerdictCode = 'CLEAR', changed: Partial<Verdict> = {}): Result<CaseEvent[]> {
    const verdict = this.verdict(agency, code, changed);
    const verdictHash = fakeSha256(JSON.stringify(verdict));
    return fileVerdict(this.state, { agency, verdict, verdictHash, jws: `jws of ${agency}`, policy: this.policy, calendar: CHINA_CALENDAR, recallBeatMs: RECALL_BEAT_MS }, this.now);
  }

  verdict(agency: AgencyId, code: VerdictCode = 'CLEAR', changed: Partial<Verdict> = {}): Verdict {
    return {
      requestId: this.requestId(agency),
      version: 1,
      requestHash: this.state.requests[agency]?.requestHash ?? 'r'.repeat(43),
      supplementHashes: (this.state.requests[agency]?.supplements ?? []).map(({ supplementHash }) => supplementHash),
      code,
      category: CATEGORY_OF[code],
      findings: code === 'CLEAR' ? [] : [FINDING],
      clerk: CLERK,
      approvers: [APPROVER],
      mode: 'human',
      decidedAt: new Date(this.now).toISOString(),
      ...changed,
    };
  }

  /** The agency asks its next question. */
  asked(agency: AgencyId): CaseBuilder {
    return this.did(recordQuestion(this.state, this.nonAnswer(agency, (this.state.requests[agency]?.questions ?? 0) + 1), this.asking(), this.now));
  }

  /** An officer answers the question that the agency waits for. */
  supplied(agency: AgencyId, text = '2019年3月至今'): CaseBuilder {
    return this.did(this.supply(agency, text));
  }

  /** Decides on a supplement without taking its events into the case. */
  supply(agency: AgencyId, text = '2019年3月至今', question = this.state.requests[agency]?.questions ?? 0): Result<CaseEvent[]> {
    const { policy } = this;
    return sendSupplement(this.state, { agency, question, text, policy, calendar: CHINA_CALENDAR, nonce: 's'.repeat(22), sha256: fakeSha256 }, this.now);
  }

  wantsTime(agency: AgencyId, until: Instant, number = 1): CaseBuilder {
    return this.did(recordExtension(this.state, this.nonAnswer(agency, number), until));
  }

  decided(agency: AgencyId, grantedUntil: Instant | null, number = 1): CaseBuilder {
    return this.did(decideExtension(this.state, { agency, number, grantedUntil }, this.now));
  }

  declined(agency: AgencyId, kind: 'out-of-scope' | 'recused' = 'out-of-scope'): CaseBuilder {
    return this.did(recordDeclined(this.state, this.nonAnswer(agency, 1), kind));
  }

  /** Decides on a proposal of the officer without taking its events into the case. */
  propose(action: DecidedAction, why: DecisionReason = { reason: '经研究', basis: '联审办法第九条', heard: 'heard' }, by = OFFICER): Result<CaseEvent[]> {
    return proposeDecision(this.state, { action, why, by }, this.now);
  }

  /** Decides on a confirmation of the newest proposal without taking its events into the case. */
  confirm(by = SECOND_OFFICER, number = this.state.decisions.length, asking = this.asking()): Result<CaseEvent[]> {
    return confirmDecision(this.state, { number, by, asking }, this.now);
  }

  /** Two persons decide. */
  decidedTogether(action: DecidedAction, [one, other]: readonly [string, string] = [OFFICER, SECOND_OFFICER]): CaseBuilder {
    const proposed = this.did(this.propose(action, undefined, one));
    return proposed.did(proposed.confirm(other));
  }

  /** Two persons close the flag of an agency. */
  flagClosed(agency: AgencyId): CaseBuilder {
    const verdictHash = flaggedRequestsOf(this.state).find((request) => request.agency === agency)?.verdict?.verdictHash ?? '';
    return this.decidedTogether({ kind: 'close-flag', agency, verdictHash });
  }

  /** Two persons lift the halt. */
  resumed(): CaseBuilder {
    return this.decidedTogether({ kind: 'resume' });
  }

  /** Another case of the same person tells how it stands. */
  toldByOther(seq: number, holds: boolean, isChange = true): CaseBuilder {
    return this.did(this.noteOther(seq, holds, isChange));
  }

  /** Decides on what another case tells without taking its events into the case. */
  noteOther(seq: number, holds: boolean, isChange = true, otherCaseId = OTHER_CASE): Result<CaseEvent[]> {
    return noteOtherCase(this.state, { otherCaseId, otherSeq: seq, holds, isChange, policy: this.policy }, this.now);
  }

  withdrawn(): CaseBuilder {
    return this.did(this.withdraw());
  }

  /** Decides on a withdrawal without taking its events into the case. */
  withdraw(): Result<CaseEvent[]> {
    return withdrawCase(this.state, { reason: '推荐单位撤回', recallBeatMs: RECALL_BEAT_MS }, this.now);
  }

  considered(text = '已书面研究'): CaseBuilder {
    return this.did(considerAdvice(this.state, { text, by: OFFICER, policy: this.policy }, this.now));
  }

  lapsed(): CaseBuilder {
    return this.did(markLapsed(this.state, this.now));
  }

  reVetted(): CaseBuilder {
    return this.did(reVet(this.state, this.asking(), this.now));
  }

  /** The agency takes a verdict of its own into doubt; by default its newest one. */
  questioned(agency: AgencyId, version = this.state.requests[agency]?.verdict?.version ?? 1, requestId = this.requestId(agency)): CaseBuilder {
    return this.did(this.question(agency, version, requestId));
  }

  /** Decides on that without taking its events into the case. */
  question(agency: AgencyId, version: number, requestId = this.requestId(agency)): Result<CaseEvent[]> {
    return openReReview(this.state, { agency, requestId, version, reason: '参与办理的人员应当回避', jws: `jws of ${agency}`, asking: this.asking() }, this.now);
  }

  /** A person of the coordinator is found related to the candidate. */
  withoutPerson(person: string): CaseBuilder {
    return this.did(this.recuse(person));
  }

  /** Decides on that without taking its events into the case. */
  recuse(person: string): Result<CaseEvent[]> {
    return recuseOfficer(this.state, { person, asking: this.asking(), recallBeatMs: RECALL_BEAT_MS }, this.now);
  }

  concludedBy(person: string): CaseBuilder {
    return this.did(issueConclusion(this.state, this.policy, this.now, person));
  }

  reassigned(agency: AgencyId, to: AgencyId): CaseBuilder {
    return this.did(this.reassign(agency, to));
  }

  /** Agencies are merged into others, and what they were asked moves. */
  merged(successors: Readonly<Record<AgencyId, AgencyId>>, suspended: readonly AgencyId[] = []): CaseBuilder {
    const former = Object.fromEntries(Object.keys(successors).map((agency) => [agency, { name: { zh: agency, en: agency }, at: this.now, basis: '机构改革方案' }]));
    return this.did(moveMerged(this.state, { asking: this.asking(successors, suspended), former }, this.now));
  }

  /** The agency is suspended no more. */
  released(agency: AgencyId): CaseBuilder {
    return this.did(releaseWithheld(this.state, agency, this.asking(), this.now));
  }

  /** Decides on a reassignment without taking its events into the case. */
  reassign(agency: AgencyId, to: AgencyId): Result<CaseEvent[]> {
    return reassignRequest(this.state, { agency, to, reason: '机构职责调整', asking: this.asking() }, this.now);
  }

  /** What an agency says instead of an answer. */
  nonAnswer(agency: AgencyId, number: number): NonAnswered {
    return { agency, requestId: this.requestId(agency), number, said: { text: '试例：任职起止时间？', clerk: CLERK, jws: `jws of ${agency}` } };
  }

  /** Of the newest request of the agency. */
  requestId(agency: AgencyId): RequestId {
    return requestIdOf(CASE_ID, agency, this.state.requests[agency]?.round ?? 1);
  }

  /** @param successors who answers for agencies that were merged. @param suspended agencies that nothing goes to. */
  asking(successors: Readonly<Record<AgencyId, AgencyId>> = {}, suspended: readonly AgencyId[] = []): Asking {
    return { policy: this.policy, calendarOf: () => CHINA_CALENDAR, nonces: new Proxy({}, { get: () => 'n'.repeat(22) }), successors, suspended, sha256: fakeSha256 };
  }

  /** Takes in what was decided. @param actor who did it, where that matters. @throws Error on a refusal: a step of a builder must succeed. */
  did(result: Result<CaseEvent[]>, actor: Doer = SOMEBODY): CaseBuilder {
    if (!result.ok) throw new Error(`a step of the builder was refused: ${result.refusal.code}`);
    const state = result.value.reduce((folded, event) => evolve(folded, event, this.now), this.state);
    return new CaseBuilder(state, this.policy, this.now, [...this.acts, { at: this.now, actor, events: result.value }]);
  }
}

/** A case in vetting: opened, and its requests out. */
export const aCase = (policy: Policy = aPolicy()): CaseBuilder => CaseBuilder.in(policy).opened().started();

export const typesOf = (result: Result<readonly CaseEvent[]>): readonly string[] => (result.ok ? result.value.map(({ type }) => type) : [`refused: ${result.refusal.code}`]);
