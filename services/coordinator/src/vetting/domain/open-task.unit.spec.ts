import { describe, expect, it } from '@jest/globals';
import { aCase, aPolicy, CaseBuilder } from './case-builder.js';
import { openTaskOf } from './open-task.js';

const officer = { sub: 'officer-9', roles: ['officer'] };
const second = { sub: 'second-9', roles: ['coordinatorApprover'] };
const started = aCase(aPolicy({ court: {}, audit: {} }));
const halted = started.answered('court', 'OBJECT');

describe('the task of who reads', () => {
  it('is none for an officer while agencies are asked and ask nothing', () => {
    expect(openTaskOf(started.state, officer)).toBeUndefined();
  });

  it('is to adjudicate a halt, and of no concern to a second person before something is proposed', () => {
    expect(openTaskOf(halted.state, officer)).toBe('adjudicate');
    expect(openTaskOf(halted.state, second)).toBeUndefined();
  });

  it('is to confirm for whoever did not propose it', () => {
    const proposed = { ...halted.state, decisions: [{ number: 1, action: { kind: 'terminate' as const }, proposedBy: second.sub, proposedAt: 0, status: 'open' as const, decidedBy: undefined, decidedAt: undefined, why: undefined, refusal: undefined }] };
    expect(openTaskOf(proposed, { ...second, sub: 'third' })).toBe('confirm-decision');
    expect(openTaskOf(proposed, second)).toBeUndefined();
  });

  it('is to conclude when all have answered', () => {
    expect(openTaskOf(CaseBuilder.in(aPolicy({ court: {}, audit: {} })).opened({ conclusion: 'officer' }).started().answered('court').answered('audit').state, officer)).toBe('conclude');
  });

  it('is to watch for an auditor, and none for who has no part in it', () => {
    expect(openTaskOf(started.state, { sub: 'x', roles: ['auditor'] })).toBe('audit');
    expect(openTaskOf(halted.state, { sub: 'x', roles: ['overseer', 'clerk'] })).toBeUndefined();
  });
});
