import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseId } from '@lianshen/contracts/kernel';
import type { Person } from '@lianshen/platform/identity';
import { startCoordinator, type CoordinatorUnderTest } from '../coordinator.spec-kit.js';
import { CasesUnderTest, MONDAY, OFFICER, SECOND } from './cases.spec-kit.js';
import { ProposeDecisionController } from './decide-together/propose-decision.controller.js';
import { SettleDecisionController } from './decide-together/settle-decision.controller.js';

const BOTH: Person = { sub: 'both', roles: ['officer', 'coordinatorApprover'] };
const TERMINATE = { kind: 'terminate', reason: '问题属实', basis: '试例第九条', heard: 'heard' };

describe('two persons', () => {
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;
  let caseId: CaseId;

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    cases = new CasesUnderTest(hub);
    caseId = await cases.open();
    await cases.declared(caseId, BOTH);
    await cases.answer(caseId, 'OBJECT', 'court');
  }, 30_000);

  afterAll(() => hub.stop());

  const codeOf = (done: Promise<object>) => done.then(() => 'done', (error: { refusal: { code: string } }) => error.refusal.code);
  const propose = (person: Person) => codeOf(hub.application.get(ProposeDecisionController).propose(caseId, TERMINATE, cases.key(), person));
  const confirm = (person: Person, number = '1') => codeOf(hub.application.get(SettleDecisionController).confirm({ caseId, number }, cases.key(), person));

  it('have to be two although one has both roles, and comes with another token', async () => {
    expect(await propose(BOTH)).toBe('done');
    expect(await confirm(BOTH)).toBe('decision.four-eyes');
    expect(await confirm({ ...BOTH, name: '试例', roles: ['coordinatorApprover'] })).toBe('decision.four-eyes');
    expect((await cases.load(caseId)).status).toBe('halted');
  });

  it('are asked for their right where the act happens, not at the door alone', async () => {
    expect(await confirm(OFFICER)).toBe('identity.not-permitted');
    for (const role of ['auditor', 'overseer', 'administrator', 'nominator', 'clerk', 'approver', 'agencyHead']) {
      expect([role, await propose({ sub: 'x', roles: [role] }), await confirm({ sub: 'y', roles: [role] })]).toEqual([role, 'identity.not-permitted', 'identity.not-permitted']);
    }
    expect(await propose(SECOND)).toBe('identity.not-permitted');
  });

  it('end a case together', async () => {
    expect(await confirm(SECOND)).toBe('done');
    expect((await cases.load(caseId)).status).toBe('terminated');
  });
});
