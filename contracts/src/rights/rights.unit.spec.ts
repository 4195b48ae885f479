import { describe, expect, it } from '@jest/globals';
import { API_ROUTES } from '../api/index.js';
import { CASE_RIGHTS, ITEM_RIGHTS, mayDoWithCase, mayDoWithItem, PLAIN_RIGHTS, Role, rolesFor, type CaseOperation, type ItemOperation, type Operation } from './index.js';

const CASES = Object.keys(CASE_RIGHTS) as CaseOperation[];
const ITEMS = Object.keys(ITEM_RIGHTS) as ItemOperation[];
const ALL: Operation[] = [...CASES, ...ITEMS, ...(Object.keys(PLAIN_RIGHTS) as Operation[])];
const closed = API_ROUTES.filter(({ access }) => access !== 'public');
const opensTo = (role: Role) => ALL.filter((operation) => rolesFor(operation).includes(role)).sort();
const isReading = (operation: string): boolean => closed.some(({ id, method }) => id === operation && method === 'get');

describe('the table of rights', () => {
  it('has a line for every route that is not public, and no other', () => {
    expect([...ALL].sort()).toEqual(closed.map(({ id }) => id).sort());
  });

  it('is where the catalogue of routes takes its roles from', () => {
    for (const { id, access } of closed) expect([id, access]).toEqual([id, rolesFor(id as Operation)]);
  });

  it('gives an administrator no case and no work item in whatever status', () => {
    expect([...CASES, ...ITEMS].filter((operation) => rolesFor(operation).includes('administrator'))).toEqual([]);
  });

  it('gives the nominating unit outcomes, who they are, and nothing else', () => {
    expect(opensTo('nominator')).toEqual(['listNominations', 'listOutcomes', 'whoAmI']);
  });

  it('lets an auditor and an overseer read, and change nothing of a case or an item', () => {
    for (const role of ['auditor', 'overseer'] as const) {
      expect([...CASES, ...ITEMS].filter((operation) => rolesFor(operation).includes(role)).filter((operation) => !isReading(operation))).toEqual([]);
    }
  });

  it('gives nobody but officers and coordinator approvers the file of a candidate', () => {
    expect(rolesFor('readCaseFile')).toEqual(['officer', 'coordinatorApprover']);
  });

  it('keeps who proposes from who confirms, and who submits from who signs', () => {
    const both = (one: Operation, other: Operation) => rolesFor(one).filter((role) => rolesFor(other).includes(role));
    expect(both('proposeDecision', 'confirmDecision')).toEqual([]);
    expect(both('submitAnswer', 'approveAnswer')).toEqual([]);
    expect(both('answerMany', 'approveMany')).toEqual([]);
  });

  it('lists what was recalled to the head of the agency alone', () => {
    expect(Role.options.filter((role) => mayDoWithItem([role], 'listItems', 'recalled'))).toEqual(['agencyHead']);
    expect(mayDoWithItem(['clerk'], 'listItems', 'open')).toBe(true);
  });

  it('counts nothing for a role that it does not know, and each role of several', () => {
    expect(mayDoWithCase(['root', '__proto__'], 'readCase', 'vetting')).toBe(false);
    expect(mayDoWithCase(['root', 'nominator', 'officer'], 'readCase', 'vetting')).toBe(true);
    expect(mayDoWithCase([], 'readCase', 'vetting')).toBe(false);
  });
});
