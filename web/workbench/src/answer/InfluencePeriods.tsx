import { DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { asProblem } from '@lianshen/web-kit/api';
import { ProblemView } from '@lianshen/web-kit/states';
import { useLanguage } from '@lianshen/web-kit/texts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf, hub, type FindingForm, type InfluencePeriods as Periods, type SanctionId } from '../hub/hub.js';
import { basisOfPeriod } from './basis-of-period.js';

const SANCTIONS = ['law-warning', 'law-demerit', 'law-major-demerit', 'law-demotion', 'law-removal', 'party-warning', 'party-serious-warning', 'party-removal', 'party-probation'] as const satisfies readonly SanctionId[];
const SANCTIONS_MAX = 20;

interface Sanction {
  readonly sanction: SanctionId;
  /** YYYY-MM-DD; empty while none is chosen. */
  readonly from: string;
}

/** Until when sanctions stand in the way, as a proposal: it goes into the answer when the person confirms it, and nowhere else. */
export function InfluencePeriods({ onConfirm }: { readonly onConfirm: (finding: FindingForm) => void }) {
  const { t } = useTranslation('answer');
  const [sanctions, setSanctions] = useState<readonly Sanction[]>([{ sanction: 'law-warning', from: '' }]);
  const compute = useMutation({ mutationFn: () => dataOf(hub.POST('/api/influence-periods', { body: { sanctions: sanctions.map((each) => ({ ...each })) } })) });
  const set = (index: number, changed: Partial<Sanction>): void => {
    compute.reset();
    setSanctions(sanctions.map((each, at) => (at === index ? { ...each, ...changed } : each)));
  };
  return (
    <details className="earlier" data-testid="influence">
      <summary>{t('influence.title')}</summary>
      <p className="quiet">{t('influence.lead')}</p>
      {sanctions.map((each, index) => (
        <div className="choice" key={index}>
          <select aria-label={t('influence.sanction')} value={each.sanction} onChange={({ target }) => set(index, { sanction: target.value as SanctionId })} data-testid="sanction">
            {SANCTIONS.map((id) => <option key={id} value={id}>{t(`sanction.${id}`)}</option>)}
          </select>
          <input type="date" aria-label={t('influence.from')} value={each.from} onChange={({ target }) => set(index, { from: target.value })} data-testid="sanction-from" />
          {sanctions.length > 1 && <Button icon={<DeleteOutlined />} aria-label={t('influence.remove', { number: index + 1 })} onClick={() => setSanctions(sanctions.filter((_, at) => at !== index))} />}
        </div>
      ))}
      <div className="actions">
        <Button disabled={sanctions.length >= SANCTIONS_MAX} onClick={() => setSanctions([...sanctions, { sanction: 'party-warning', from: '' }])}>{t('influence.add')}</Button>
        <Button type="primary" disabled={sanctions.some(({ from }) => from === '')} loading={compute.isPending} onClick={() => compute.mutate()} data-testid="compute">{t('influence.compute')}</Button>
      </div>
      {compute.error && <ProblemView problem={asProblem(compute.error)} />}
      {compute.data && <Proposal periods={compute.data} onConfirm={onConfirm} />}
    </details>
  );
}

function Proposal({ periods, onConfirm }: { readonly periods: Periods; readonly onConfirm: (finding: FindingForm) => void }) {
  const { t } = useTranslation('answer');
  const language = useLanguage();
  const last = periods.periods.find(({ until }) => until === periods.until);
  const nameOf = (name: { readonly zh: string; readonly en: string }): string => (language === 'en' ? name.en : name.zh);
  return (
    <div role="status" data-testid="periods">
      <p><strong>{t('influence.until', { until: periods.until })}</strong> {periods.holds ? t('influence.holds') : t('influence.over')}</p>
      <ul>
        {periods.periods.map((period, index) => (
          <li key={index}>{t('influence.line', { ...period, name: nameOf(period.name), title: period.basis.title, article: period.basis.article })}{period.added && t('influence.added')}{period.capped && t('influence.capped')}</li>
        ))}
      </ul>
      {last && (
        <Button
          onClick={() => onConfirm({ facts: periods.periods.map((period) => t('influence.facts', { ...period, name: period.name.zh, lng: 'zh-CN' })).join('\n'), evidenceLevel: 'verified', ...basisOfPeriod(last) })}
          data-testid="confirm-periods"
        >
          {t('influence.confirm')}
        </Button>
      )}
    </div>
  );
}
