/** The unit of work of the yardsticks: a request to each of five agencies, a verdict from each, one conclusion. */
export const AGENCY_COUNT = 5;

export interface Request {
  readonly caseId: number;
  readonly agency: number;
  readonly kind: 'vetting-request';
  readonly dueAt: string;
  readonly person: { readonly name: string; readonly number: string; readonly employer: string; readonly post: string };
  readonly reference: string;
}

export interface Verdict {
  readonly caseId: number;
  readonly agency: number;
  readonly kind: 'verdict';
  readonly code: 'CLEAR';
  readonly category: string;
  readonly reference: string;
}

export const requestOf = (caseId: number, agency: number): Request => ({
  caseId,
  agency,
  kind: 'vetting-request',
  dueAt: '2030-01-01T00:00:00.000Z',
  person: { name: '试例甲', number: '990101198001010014', employer: '市试例局', post: '副主任' },
  reference: `case/${caseId}/${agency}`,
});

export const verdictOf = ({ caseId, agency, reference }: Request): Verdict => ({ caseId, agency, kind: 'verdict', code: 'CLEAR', category: '无', reference });

/** @throws when the conclusion does not rest on one verdict of each agency. */
export function conclude(caseId: number, verdicts: readonly Verdict[]): { caseId: number; outcome: 'cleared'; verdicts: readonly Verdict[] } {
  const agencies = new Set(verdicts.filter((verdict) => verdict.caseId === caseId).map(({ agency }) => agency));
  if (agencies.size !== AGENCY_COUNT || verdicts.length !== AGENCY_COUNT) throw new Error(`a wrong conclusion of case ${caseId}`);
  return { caseId, outcome: 'cleared', verdicts };
}
