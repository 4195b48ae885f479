import { describe, expect, it } from '@jest/globals';
import { evolveAgency, NO_AGENCY } from './agency.js';
import { aSuccessor, CODE, DAY, LifecycleBuilder, named, NOW, outcomeOf, REFORM } from './agency-lifecycle.spec-kit.js';
import { refuseChange } from './change-agency.js';
import { nameAt, NOT_REGISTERED, statusAt } from './lifecycle.js';
import { registerAgency, renameAgency } from './register-agency.js';

const { registered } = LifecycleBuilder;
const merge = { kind: 'merge', into: 'market', effectiveAt: REFORM } as const;

describe('registering an agency', () => {
  it('enters its name and its code', () => {
    expect(registered().state).toMatchObject({ names: [{ name: named('市工商局'), from: NOW }], codes: [{ code: CODE }] });
    expect(statusAt(NOT_REGISTERED, NOW)).toBe('unregistered');
    expect(statusAt(registered().state, NOW)).toBe('active');
  });

  it('is done once, and refused under another name', () => {
    const again = (name: string) => outcomeOf(registerAgency(registered().state, { name: named(name), code: { code: CODE }, by: 'admin-2' }));
    expect(again('市工商局')).toEqual([]);
    expect(again('工商局')).toEqual(['refused: agency.registered']);
  });

  it('is refused with a code that ends before it begins', () => {
    expect(outcomeOf(registerAgency(NOT_REGISTERED, { name: named('x'), code: { code: CODE, validFrom: 2, validUntil: 1 }, by: 'a' }))).toEqual(['refused: agency.code-dates']);
  });

  it('leaves keys as they are, and keys leave it', () => {
    const state = evolveAgency(NO_AGENCY, { type: 'AgencyRegistered', data: { name: named('市工商局'), by: 'admin-1' } }, NOW);
    expect(state.keys).toEqual(NO_AGENCY.keys);
    expect(nameAt(state.lifecycle, NOW)).toEqual(named('市工商局'));
  });
});

describe('a new name', () => {
  it('counts from its time on, and the old one until then', () => {
    const { state } = registered().renamed('工商和质量监督局', REFORM);
    expect([NOW - 1, NOW, REFORM - 1, REFORM].map((at) => nameAt(state, at)?.zh)).toEqual([undefined, '市工商局', '市工商局', '工商和质量监督局']);
  });

  it('ends the old code where there is a new one', () => {
    const code = CODE.replace('4D', '5D');
    expect(registered().renamed('新名', REFORM, code).state.codes).toEqual([{ code: CODE, validUntil: REFORM }, { code }]);
    expect(registered().renamed('新名', REFORM).state.codes).toEqual([{ code: CODE }]);
  });

  it('that it bears already changes nothing', () => {
    expect(outcomeOf(registered().rename('市工商局'))).toEqual([]);
  });

  it.each([
    ['agency.effective-past', registered().later(DAY), NOW],
    ['agency.rename-order', registered().renamed('第一', REFORM), REFORM],
    ['agency.merged', registered().merged(), undefined],
  ] as const)('is refused as %s', (code, on, effectiveAt) => {
    expect(outcomeOf(on.rename('第二', effectiveAt))).toEqual([`refused: ${code}`]);
  });

  it('is refused to an agency that is not registered', () => {
    expect(outcomeOf(renameAgency(NOT_REGISTERED, { name: named('新名'), effectiveAt: undefined, reason: '更名', by: 'admin-1' }, NOW))).toEqual(['refused: agency.unregistered']);
  });
});

describe('a merger', () => {
  it('takes two persons, and takes effect at its time', () => {
    const proposed = registered().proposed(merge, aSuccessor());
    expect(proposed.state.merger).toBeUndefined();
    const { state } = proposed.did(proposed.confirm(aSuccessor()));
    expect(state.merger).toMatchObject({ into: 'market', effectiveAt: REFORM });
    expect([statusAt(state, REFORM - 1), statusAt(state, REFORM)]).toEqual(['active', 'merged']);
  });

  it('keeps the last name for ever, and the code with an end', () => {
    const { state } = registered().merged();
    expect(nameAt(state, REFORM + 1_000 * DAY)).toEqual(named('市工商局'));
    expect(state.codes).toEqual([{ code: CODE, validUntil: REFORM }]);
  });

  it('that is confirmed after its time takes effect when it is confirmed', () => {
    const late = registered().proposed(merge, aSuccessor()).later(REFORM - NOW + DAY);
    expect(late.did(late.confirm(aSuccessor())).state.merger?.effectiveAt).toBe(REFORM + DAY);
  });

  it('is not confirmed by who proposed it, nor twice', () => {
    const proposed = registered().proposed(merge, aSuccessor());
    expect(outcomeOf(proposed.confirm(aSuccessor(), 'admin-1'))).toEqual(['refused: agency.change-four-eyes']);
    const done = proposed.did(proposed.confirm(aSuccessor()));
    expect(outcomeOf(done.confirm(aSuccessor(), 'approver-2'))).toEqual(['refused: agency.change-decided']);
    expect(outcomeOf(done.confirm(aSuccessor(), 'approver-2', 7))).toEqual(['refused: agency.change-unknown']);
  });

  it('can be refused or taken back while it waits', () => {
    const proposed = registered().proposed(merge, aSuccessor());
    const refuse = { number: 1, by: 'approver-1', reason: '方案有变' };
    const refused = proposed.did(refuseChange(proposed.state, refuse));
    expect(refused.state.changes).toMatchObject([{ status: 'refused', refusal: '方案有变' }]);
    expect(outcomeOf(refuseChange(refused.state, refuse))).toEqual(['refused: agency.change-decided']);
    expect(outcomeOf(refused.propose(merge, aSuccessor()))).toEqual(['AgencyChangeProposed']);
  });

  it.each([
    ['agency.merge-into-itself', registered(), aSuccessor('commerce'), { ...merge, into: 'commerce' }],
    ['agency.merge-in-a-circle', registered(), aSuccessor('market', { endsAt: 'commerce' }), merge],
    ['agency.successor-unregistered', registered(), aSuccessor('market', { lifecycle: NOT_REGISTERED }), merge],
    ['agency.successor-unregistered', registered(), undefined, merge],
    ['agency.successor-merged', registered(), aSuccessor('market', { lifecycle: registered().merged('other').state, endsAt: 'other' }), merge],
    ['agency.successor-suspended', registered(), aSuccessor('market', { lifecycle: registered().changed({ kind: 'suspend' }).state }), merge],
    ['agency.successor-without-keys', registered(), aSuccessor('market', { hasKeys: false }), merge],
    ['agency.effective-past', registered(), aSuccessor(), { ...merge, effectiveAt: NOW - 1 }],
    ['agency.merged', registered().merged(), aSuccessor(), merge],
    ['agency.change-pending', registered().proposed({ kind: 'suspend' }), aSuccessor(), merge],
  ] as const)('is refused as %s', (code, on, successor, change) => {
    expect(outcomeOf(on.propose(change, successor))).toEqual([`refused: ${code}`]);
  });

  it('asks again at the confirmation what stood in its way', () => {
    const proposed = registered().proposed(merge, aSuccessor());
    expect(outcomeOf(proposed.confirm(aSuccessor('market', { hasKeys: false })))).toEqual(['refused: agency.successor-without-keys']);
    expect(outcomeOf(proposed.confirm(aSuccessor('market', { endsAt: 'commerce' })))).toEqual(['refused: agency.merge-in-a-circle']);
  });

  it('of an agency that is suspended is possible: its work goes to the successor', () => {
    expect(registered().changed({ kind: 'suspend' }).merged().state.merger?.into).toBe('market');
  });
});

describe('a suspension', () => {
  it('takes two persons, as does its end', () => {
    const suspended = registered().changed({ kind: 'suspend' });
    expect(statusAt(suspended.state, NOW)).toBe('suspended');
    expect(statusAt(suspended.changed({ kind: 'resume' }).state, NOW)).toBe('active');
  });

  it('is refused where it is so already', () => {
    expect(outcomeOf(registered().changed({ kind: 'suspend' }).propose({ kind: 'suspend' }))).toEqual(['refused: agency.suspended']);
    expect(outcomeOf(registered().propose({ kind: 'resume' }))).toEqual(['refused: agency.not-suspended']);
  });

  it('has a bound to how often an agency changes', () => {
    let agency = registered();
    for (let round = 0; round < 49; round++) agency = agency.changed({ kind: 'suspend' }).changed({ kind: 'resume' });
    expect(outcomeOf(agency.changed({ kind: 'suspend' }).propose({ kind: 'resume' }))).toEqual(['refused: agency.too-many-changes']);
  });
});
