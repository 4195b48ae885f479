import { describe, expect, it } from '@jest/globals';
import { deskOfPerson } from './desk-of-person.js';

const REFUSED = { ok: false, refusal: { code: 'identity.not-permitted', params: {} } };

describe('the desk of a person', () => {
  it.each(['clerk', 'approver', 'agencyHead'])('is the own agency’s for its %s', (role) => {
    expect(deskOfPerson({ roles: [role], agency: 'court' })).toEqual({ ok: true, value: 'court' });
  });

  it.each(['officer', 'coordinatorApprover'])('is the coordinator’s for its %s', (role) => {
    expect(deskOfPerson({ roles: [role] })).toEqual({ ok: true, value: 'coordinator' });
  });

  it('is the auditors’ for an auditor of the hub, and for nobody of an agency that is called like it', () => {
    expect(deskOfPerson({ roles: ['auditor'] })).toEqual({ ok: true, value: 'auditor' });
    expect(deskOfPerson({ roles: ['clerk'], agency: 'auditor' })).toEqual(REFUSED);
  });

  it('is the supervising leader’s for a superior of the hub, and for nobody of an agency', () => {
    expect(deskOfPerson({ roles: ['superior'] })).toEqual({ ok: true, value: 'superior' });
    expect(deskOfPerson({ roles: ['superior'], agency: 'court' })).toEqual(REFUSED);
    expect(deskOfPerson({ roles: ['clerk'], agency: 'superior' })).toEqual(REFUSED);
  });

  it('is nobody’s without an agency, in the coordinator’s name, or for another role', () => {
    expect(deskOfPerson({ roles: ['clerk'] })).toEqual(REFUSED);
    expect(deskOfPerson({ roles: ['clerk'], agency: 'coordinator' })).toEqual(REFUSED);
    expect(deskOfPerson({ roles: ['auditor'], agency: 'court' })).toEqual(REFUSED);
  });
});
