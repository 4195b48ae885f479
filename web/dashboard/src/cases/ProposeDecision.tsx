import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { proposeDecision, type CaseView, type ProposedDecision } from '../hub-calls.js';
import { Problem } from '../words/Problem.js';
import { useAgencyNames } from '../words/use-agency-names.js';
import { endOfDay } from './day-and-time.js';
import { pendingAgencies, proposalsFor, type DecisionKind } from './proposals-for.js';
import { useCaseCommand } from './use-case-command.js';

const HEARD = ['heard', 'not-heard', 'not-permitted'] as const;
const NEW = { reason: '', basis: '', about: '', day: '', heard: 'heard' as (typeof HEARD)[number] };

/** Proposes what a second person has to confirm. Nothing follows from it yet. */
export function ProposeDecision({ of }: { readonly of: CaseView }) {
  const { t } = useTranslation('decisions');
  const { nameOf } = useAgencyNames();
  const offered = proposalsFor(of);
  const [chosen, setKind] = useState<DecisionKind>();
  const [asked, setAsked] = useState(NEW);
  const kind = chosen !== undefined && offered.includes(chosen) ? chosen : offered[0];
  const send = useCaseCommand(of.caseId, (body: ProposedDecision, key) => proposeDecision(of.caseId, body, key), () => setAsked(NEW));
  if (kind === undefined) return <p className="quiet">{t('nothingToPropose')}</p>;
  const about = kind === 'close-flag' ? of.openFlags : kind === 'waive' ? pendingAgencies(of) : kind === 'disregard' ? of.otherCases.filter(({ holds }) => holds).map(({ caseId }) => caseId) : [];
  const object = about.includes(asked.about) ? asked.about : (about[0] ?? '');
  return (
    <form className="panel" data-testid="propose" aria-label={t('propose')} onSubmit={(event) => { event.preventDefault(); send.mutate(bodyOf(kind, { ...asked, about: object })); }}>
      <h2>{t('propose')}</h2>
      <label className="field"><span>{t('what')}</span><select value={kind} data-testid="propose-kind" onChange={(event) => setKind(event.target.value as DecisionKind)}>{offered.map((each) => <option key={each} value={each}>{t(`kind.${each}`)}</option>)}</select></label>
      {about.length > 0 && <label className="field"><span>{t('about')}</span><select value={object} onChange={(event) => setAsked({ ...asked, about: event.target.value })}>{about.map((each) => <option key={each} value={each}>{nameOf(each)}</option>)}</select></label>}
      {kind === 'suspend' && <label className="field"><span>{t('reviewAt')}</span><input type="date" required value={asked.day} onChange={(event) => setAsked({ ...asked, day: event.target.value })} /></label>}
      <label className="field"><span>{t('reason')}</span><textarea required rows={3} maxLength={2_000} value={asked.reason} data-testid="propose-reason" onChange={(event) => setAsked({ ...asked, reason: event.target.value })} /></label>
      {kind !== 'resume' && <label className="field"><span>{t('basis')}</span><input required={kind === 'terminate'} maxLength={1_000} value={asked.basis} onChange={(event) => setAsked({ ...asked, basis: event.target.value })} /></label>}
      {kind === 'terminate' && <label className="field"><span>{t('heardLabel')}</span><select value={asked.heard} onChange={(event) => setAsked({ ...asked, heard: event.target.value as (typeof HEARD)[number] })}>{HEARD.map((each) => <option key={each} value={each}>{t(`heard.${each}`)}</option>)}</select></label>}
      <Problem problem={send.error} />
      <Button type="primary" htmlType="submit" loading={send.isPending} data-testid="propose-send">{t('proposeSend')}</Button>
    </form>
  );
}

function bodyOf(kind: DecisionKind, { reason, basis, about, day, heard }: typeof NEW): ProposedDecision {
  const rested = basis === '' ? {} : { basis };
  switch (kind) {
    case 'resume': return { kind, reason };
    case 'reopen': return { kind, reason, ...rested };
    case 'close-flag': return { kind, reason, agency: about, ...rested };
    case 'waive': return { kind, reason, agency: about, ...rested };
    case 'disregard': return { kind, reason, otherCaseId: about, ...rested };
    case 'suspend': return { kind, reason, reviewAt: endOfDay(day), ...rested };
    case 'terminate': return { kind, reason, basis, heard };
  }
}
