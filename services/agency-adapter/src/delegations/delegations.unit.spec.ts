import { describe, expect, it } from '@jest/globals';
import type { Result } from '@lianshen/contracts/kernel';
import { DelegationEvent } from './delegation-event.js';
import { absentAt, delegatedTo, evolveDelegations, type DelegationState, type Scoped } from './delegation-state.js';
import { endDelegation, grantDelegation, type GrantDelegation } from './grant-delegation.js';

const NOW = Date.parse('2026-11-23T02:00:00.000Z');
const DAY = 86_400_000;
const HEAD = { id: 'head', name: '试例负责人' };
const DEPUTY = { id: 'deputy', name: '试例副职' };
const ITEM: Scoped = { requestId: '4bf3e11b-67ee-8ad2-bedb-4760216e92d1.court.1', batch: '4bf3e11b-67ee-8ad2-bedb-4760216e92d2', recused: new Set() };

const asked = (changed: Partial<GrantDelegation> = {}): GrantDelegation => ({
  of: HEAD, to: DEPUTY, role: 'agencyHead', ground: 'absence', scope: { kind: 'all' }, from: NOW, until: NOW + 7 * DAY, reason: '试例出差', by: HEAD.id, bySuperior: false, ...changed,
});
const grant = (changed: Partial<GrantDelegation> = {}) => (state: DelegationState) => grantDelegation(state, asked(changed), NOW);
const after = (...steps: readonly ((state: DelegationState) => Result<DelegationEvent[]>)[]): DelegationState =>
  steps.reduce<DelegationState>((state, step) => {
    const result = step(state);
    if (!result.ok) throw new Error(result.refusal.code);
    return result.value.reduce((folded, event) => evolveDelegations(folded, DelegationEvent.parse(JSON.parse(JSON.stringify(event))), NOW), state);
  }, []);
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code);
const lentTo = (state: DelegationState, item = ITEM, now = NOW) => delegatedTo(state, DEPUTY.id, item, now).map(({ number, role }) => `${number} ${role}`);

describe('a delegation', () => {
  it('lends a role from its beginning up to its end', () => {
    const state = after(grant({ from: NOW + DAY, until: NOW + 2 * DAY }));
    expect([NOW, NOW + DAY, NOW + 2 * DAY - 1, NOW + 2 * DAY].map((at) => lentTo(state, ITEM, at).length)).toEqual([0, 1, 1, 0]);
  });

  it('reaches as far as its scope', () => {
    const other: Scoped = { ...ITEM, requestId: '4bf3e11b-67ee-8ad2-bedb-4760216e92d1.court.2', batch: undefined };
    const scopes = [{ kind: 'all' }, { kind: 'batch', batch: ITEM.batch ?? '' }, { kind: 'item', requestId: ITEM.requestId }] as const;
    expect(scopes.map((scope) => lentTo(after(grant({ scope })), other).length)).toEqual([1, 0, 0]);
    expect(scopes.map((scope) => lentTo(after(grant({ scope }))).length)).toEqual([1, 1, 1]);
  });

  it('counts nothing in an item from which whoever granted it is recused, unless the superior has', () => {
    const item: Scoped = { ...ITEM, recused: new Set([HEAD.id]) };
    expect(lentTo(after(grant()), item)).toEqual([]);
    expect(lentTo(after(grant({ by: 'superior', bySuperior: true, ground: 'recusal' })), item)).toEqual(['1 agencyHead']);
  });

  it('ends when it is ended, by those who granted it', () => {
    const end = (by: string, bySuperior: boolean, number = 1) => (state: DelegationState) => endDelegation(state, { number, by, bySuperior, reason: '试例返回' });
    expect(lentTo(after(grant(), end('head', false)))).toEqual([]);
    expect(after(grant(), end('head', false))[0]?.ended).toEqual({ at: NOW, by: 'head', reason: '试例返回' });
    expect(codeOf(end('superior', true)(after(grant())))).toBe('delegation.head-decides');
    expect(codeOf(end('head', false)(after(grant({ by: 'superior', bySuperior: true }))))).toBe('delegation.superior-decides');
    expect(codeOf(end('other-head', false)(after(grant(), end('head', false))))).toBe('delegation.ended');
    expect(end('head', false)(after(grant(), end('head', false)))).toEqual({ ok: true, value: [] });
    expect(codeOf(end('head', false, 2)(after(grant())))).toBe('delegation.unknown');
  });

  it('has a period that ends after it begins and after now, and of 92 days at most', () => {
    for (const period of [{ until: NOW }, { from: NOW + 2 * DAY, until: NOW + DAY }, { from: NOW - 2 * DAY, until: NOW - DAY }, { until: NOW + 92 * DAY + 1 }]) {
      expect(codeOf(grant(period)([]))).toBe('delegation.period');
    }
    expect(codeOf(grant({ until: NOW + 92 * DAY })([]))).toBe('ok');
  });

  it('is never to oneself', () => {
    expect(codeOf(grant({ to: HEAD })([]))).toBe('delegation.to-oneself');
    expect(codeOf(grant({ of: { id: 'approver', name: '试例' }, role: 'approver', to: HEAD })([]))).toBe('delegation.to-oneself');
  });

  it('lends the powers of the head by the head themself or by the superior, who lends no other', () => {
    const another = { of: { id: 'second-head', name: '试例' } };
    expect(codeOf(grant(another)([]))).toBe('delegation.superior-decides');
    expect(codeOf(grant({ ...another, by: 'superior', bySuperior: true })([]))).toBe('ok');
    expect(codeOf(grant({ role: 'approver', by: 'superior', bySuperior: true })([]))).toBe('delegation.head-decides');
    expect(codeOf(grant({ ground: 'recusal' })([]))).toBe('delegation.superior-decides');
  });

  it('holds names and reasons in the private part alone', () => {
    const result = grant()([]);
    expect(JSON.stringify(result.ok ? result.value.map(({ data }) => data) : [])).not.toMatch(/试例/);
  });
});

describe('an absence', () => {
  it('stands for as long as it lasts, with or without somebody who acts instead', () => {
    const state = after(grant({ to: undefined, role: undefined, of: { id: 'clerk-1', name: '试例' }, until: NOW + DAY }), grant());
    expect([...absentAt(state, NOW)].sort()).toEqual(['clerk-1', 'head']);
    expect([...absentAt(state, NOW + DAY)]).toEqual(['head']);
    expect([...absentAt(after(grant({ ground: 'workload' })), NOW)]).toEqual([]);
  });
});
