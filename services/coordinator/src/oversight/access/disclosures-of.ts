import type { DisclosurePage } from '@lianshen/contracts/api';
import { toIso } from '@lianshen/contracts/kernel';
import type { PersonField } from '@lianshen/contracts/messages';
import type { Policy } from '@lianshen/contracts/policy';
import type { History } from '@lianshen/platform/ledger';
import { fieldsOf, findRequest, rulesFor, type CaseEvent, type CaseState } from '../../vetting/domain/index.js';

type Disclosure = DisclosurePage['items'][number];

/** Every disclosure of a case in the order in which it went out. Once the person's key is destroyed the fields are those that the policy allows. */
export const disclosuresOf = (state: CaseState, acts: History<CaseState, CaseEvent>['acts'], policy: Policy): Disclosure[] =>
  acts.flatMap(({ at, events }) => events.flatMap((event) => disclosureOf(state, event, at, policy) ?? [])).map((disclosure, index) => ({ number: index + 1, ...disclosure }));

function disclosureOf(state: CaseState, { type, data }: CaseEvent, at: number, policy: Policy): Omit<Disclosure, 'number'> | undefined {
  if (type === 'SupplementSent') return { at: toIso(at), agency: data.agency, requestId: data.requestId, supplement: data.number, fields: ['text'] };
  const request = type === 'RequestIssued' ? findRequest(state, data.requestId) : undefined;
  return request && { at: toIso(at), agency: request.agency, requestId: request.requestId, supplement: null, fields: sentFields(state, fieldsOf(rulesFor(policy, request.answersFor))) };
}

const sentFields = ({ candidate }: CaseState, allowed: readonly PersonField[]): string[] => allowed.filter((field) => !candidate || candidate[field] !== undefined);
