import { describe, expect, it } from '@jest/globals';
import type { Result } from '@lianshen/contracts/kernel';
import { Policy } from '@lianshen/contracts/policy';
import { adoptVersion, proposeVersion, refuseVersion } from './change-policy.js';
import { evolvePolicyChanges, lastAdopted, NO_CHANGES, type PolicyChanges } from './policy-changes.js';
import type { PolicyChangeEvent } from './policy-change-event.js';

const hashOf = (version: number): string => `v${version}`.padEnd(43, '_');
const policyOf = (version: number): Policy =>
  Policy.parse({
    name: 'county', version, title: { zh: '县', en: 'County' }, conclusion: 'officer', haltReviewDays: 30, retentionDays: 365,
    agencies: [{ agency: 'court', name: { zh: '法院', en: 'Court' }, scope: '涉诉', fields: ['name'], within: { workingDays: 3 }, validDays: 180, categories: { 无: 'CLEAR' } }],
  });

type Decided = Result<PolicyChangeEvent[]>;
const propose = (changes: PolicyChanges, version: number, newest = 1): Decided => proposeVersion(changes, { policy: policyOf(version), hash: hashOf(version), newest, reason: '县委组织部文件', by: 'officer' });
const adopt = (changes: PolicyChanges, number: number, { by = 'approver', newest = 1 } = {}): Decided => adoptVersion(changes, { number, newest, onOffer: hashOf(1), by });
const refuse = (changes: PolicyChanges, number: number): Decided => refuseVersion(changes, { number, by: 'approver', reason: '依据不足' });

/** Commands one after the other, a minute apart; each has to be carried out. */
const after = (...steps: ((changes: PolicyChanges) => Decided)[]): PolicyChanges =>
  steps.reduce((changes, step, minute) => {
    const decided = step(changes);
    if (!decided.ok) throw new Error(decided.refusal.code);
    return decided.value.reduce((before, event) => evolvePolicyChanges(before, event, minute * 60_000), changes);
  }, NO_CHANGES);
const codeOf = (decided: Decided) => (decided.ok ? 'done' : decided.refusal.code);
const proposed = after((changes) => propose(changes, 2));
const adopted = after((changes) => propose(changes, 2), (changes) => adopt(changes, 1));

describe('a version of a policy', () => {
  it('waits, once it is proposed, and is adopted by another person, who is on record beside the first', () => {
    expect(proposed).toMatchObject([{ number: 1, status: 'open', proposedBy: 'officer', proposedAt: 0, hash: hashOf(2) }]);
    expect(lastAdopted(proposed)).toBeUndefined();
    expect(lastAdopted(adopted)).toMatchObject({ status: 'confirmed', decidedBy: 'approver', decidedAt: 60_000, replaced: hashOf(1), policy: { version: 2 } });
  });

  it('is never adopted by who proposed it', () => {
    expect(codeOf(adopt(proposed, 1, { by: 'officer' }))).toBe('policy.change-four-eyes');
  });

  it('has to be higher than any that was on offer or adopted before, also when a file has brought one meanwhile', () => {
    expect(propose(NO_CHANGES, 1)).toMatchObject({ refusal: { code: 'policy.version-not-higher', params: { name: 'county', version: 1, newest: 1 } } });
    expect(codeOf(propose(adopted, 2))).toBe('policy.version-not-higher');
    expect(codeOf(propose(adopted, 3))).toBe('done');
    expect(codeOf(adopt(proposed, 1, { newest: 2 }))).toBe('policy.version-not-higher');
  });

  it('is proposed alone: a second one of its name waits for the first', () => {
    expect(codeOf(propose(proposed, 3))).toBe('policy.change-pending');
  });

  it('that was refused can be proposed anew under the same number of its version', () => {
    const refused = after((changes) => propose(changes, 2), (changes) => refuse(changes, 1));
    expect(refused).toMatchObject([{ status: 'refused', decidedBy: 'approver', refusal: '依据不足' }]);
    expect(codeOf(propose(refused, 2))).toBe('done');
  });

  it('is decided once', () => {
    for (const again of [adopt, refuse]) {
      expect(codeOf(again(adopted, 1))).toBe('policy.change-decided');
      expect(codeOf(again(adopted, 2))).toBe('policy.change-unknown');
    }
  });

  it('is refused where 999 were proposed', () => {
    const [one] = after((changes) => propose(changes, 2), (changes) => refuse(changes, 1));
    const many = Array.from({ length: 999 }, (_, index) => ({ ...(one as PolicyChanges[number]), number: index + 1 }));
    expect(codeOf(propose(many, 2))).toBe('policy.too-many-changes');
    expect(codeOf(propose(many.slice(1), 2))).toBe('done');
  });
});
