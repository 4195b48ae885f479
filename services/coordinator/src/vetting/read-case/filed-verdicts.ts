import type { CaseFile } from '@lianshen/contracts/api';
import { Verdict } from '@lianshen/contracts/messages';
import type { History } from '@lianshen/platform/ledger';
import { payloadOfSigned } from '@lianshen/platform/sealing';
import type { NameOf } from '../../agencies/agency-names.js';
import type { CaseEvent, CaseState } from '../domain/index.js';

export type FiledVerdictView = CaseFile['verdicts'][number];

/** What agencies have said in every version, in the order of filing, from the messages that they signed. */
export const filedVerdictsOf = (acts: History<CaseState, CaseEvent>['acts'], nameOf: NameOf): FiledVerdictView[] => acts.flatMap(({ at, events }) => events.flatMap((event) => describeFiled(event, at, nameOf)));

/** Nothing of a verdict whose private part was erased with the person's key. */
function describeFiled(event: CaseEvent, at: number, nameOf: NameOf): FiledVerdictView[] {
  if (event.type !== 'VerdictFiled' || !event.private) return [];
  const verdict = Verdict.parse(payloadOfSigned(event.private.jws).data);
  const { requestId, version, code, category, findings, clerk, approvers, mode, standingOrder, decidedAt } = verdict;
  const { agency } = event.data;
  return [{ requestId, agency, agencyName: nameOf(agency, Date.parse(decidedAt)), version, code, category, findings, clerk, approvers, mode, standingOrder: standingOrder ?? null, decidedAt, filedAt: new Date(at).toISOString(), signed: event.private.jws }];
}
