import { useFormat } from '@lianshen/web-kit/format';
import { useHasRole } from '@lianshen/web-kit/session';
import { Loaded, Nothing, Page } from '@lianshen/web-kit/states';
import { useLanguage } from '@lianshen/web-kit/texts';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readStatistics, type Statistics, type StatisticsAsked } from '../oversight-calls.js';
import { WideTable } from '../rows/WideTable.js';
import { usePolicyTitles } from '../words/use-policy-titles.js';
import { Charted } from './Charted.js';
import { byAgency, throughput, withTitles } from './figures.js';

const CUTS = ['whole', 'month', 'quarter'] as const;

/** Throughput, time by agency, what is overdue, halts: as charts and as tables. */
export default function StatisticsPage() {
  const { t } = useTranslation('oversight');
  const [asked, setAsked] = useState<StatisticsAsked>({});
  const query = useQuery({ queryKey: ['statistics', asked], queryFn: () => readStatistics(asked), placeholderData: (before) => before });
  return (
    <Page title={t('statistics.title')}>
      <p className="quiet">{t('statistics.lead')}</p>
      <Period asked={asked} onAsk={setAsked} shown={query.data} />
      <Loaded query={query}>{(statistics) => <Figures statistics={statistics} />}</Loaded>
    </Page>
  );
}

interface PeriodProperties {
  readonly asked: StatisticsAsked;
  readonly onAsk: (asked: StatisticsAsked) => void;
  readonly shown: Statistics | undefined;
}

function Period({ asked, onAsk, shown }: PeriodProperties) {
  const { t } = useTranslation('oversight');
  // Whoever only watches is shown whole quarters, and asks for nothing finer.
  const seesAll = useHasRole('officer', 'coordinatorApprover', 'auditor');
  if (!seesAll) return shown ? <p>{shown.from} – {shown.to} · {t('statistics.restricted')}</p> : null;
  const change = (part: StatisticsAsked): void => onAsk(Object.fromEntries(Object.entries({ ...asked, ...part }).filter(([, value]) => value !== '')));
  return (
    <form className="filter" onSubmit={(event) => event.preventDefault()}>
      <label>{t('statistics.from')} <input type="date" value={asked.from ?? shown?.from ?? ''} onChange={(event) => change({ from: event.target.value })} /></label>
      <label>{t('statistics.to')} <input type="date" value={asked.to ?? shown?.to ?? ''} onChange={(event) => change({ to: event.target.value })} /></label>
      <label>
        {t('statistics.by')}{' '}
        <select value={asked.by ?? shown?.by ?? 'whole'} onChange={(event) => change({ by: event.target.value as (typeof CUTS)[number] })}>
          {CUTS.map((cut) => <option key={cut} value={cut}>{t(`statistics.${cut}`)}</option>)}
        </select>
      </label>
    </form>
  );
}

function Figures({ statistics: asTold }: { readonly statistics: Statistics }) {
  const { t } = useTranslation('oversight');
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const { titleOf } = usePolicyTitles();
  const statistics = useMemo(() => withTitles(asTold, titleOf), [asTold, titleOf]);
  const charts = useMemo(
    () => [
      { key: 'throughput' as const, series: throughput(statistics, { proposed: t('statistics.proposed'), cleared: t('statistics.cleared'), halted: t('statistics.halted'), ended: t('statistics.ended'), withdrawn: t('statistics.withdrawn') }) },
      { key: 'timeByAgency' as const, series: byAgency(statistics, language, t('statistics.median'), ({ answer }) => answer.done.median) },
      { key: 'overdue' as const, series: byAgency(statistics, language, t('statistics.openOverdue'), ({ openOverdue }) => openOverdue) },
      { key: 'halts' as const, series: byAgency(statistics, language, t('statistics.halted'), ({ halts }) => halts.count) },
    ],
    [statistics, language, t],
  );
  if (statistics.agencies.length === 0 && statistics.policies.length === 0) return <Nothing what={t('statistics.empty')} />;
  return (
    <>
      <div className="charts">{charts.map(({ key, series }) => <Charted key={key} title={t(`statistics.${key}`)} series={series} />)}</div>
      <AgencyTable statistics={statistics} language={language} />
    </>
  );
}

function AgencyTable({ statistics: { agencies }, language }: { readonly statistics: Statistics; readonly language: 'zh' | 'en' }) {
  const { t } = useTranslation('oversight');
  const format = useFormat();
  const heads = ['agency', 'policy', 'period', 'persons', 'asked', 'onTime', 'late', 'openOverdue', 'median', 'p80', 'halted', 'standing', 'reversed'] as const;
  return (
    <WideTable label={t('statistics.agency')} testId="figures" heads={heads.map((head) => t(`statistics.${head}`))}>
      {agencies.map(({ agency, agencyName, policy, period, persons, figures }) => (
        <tr key={`${agency} ${policy} ${period}`}>
          <th scope="row">{agencyName[language]}</th>
          <td>{policy}</td>
          <td>{period ?? t('statistics.open')}</td>
          {figures === null ? <td colSpan={10}>{t('statistics.suppressed')}</td> : (
            <>
              <td>{persons === null ? '—' : format.number(persons)}</td>
              <td>{format.number(figures.asked)}</td>
              <td>{figures.onTimeRate === null ? '—' : format.percent(figures.onTimeRate)}</td>
              <td>{format.number(figures.answeredLate)}</td>
              <td>{format.number(figures.openOverdue)}</td>
              <td>{figures.answer.done.median === null ? '—' : format.number(figures.answer.done.median)}</td>
              <td>{figures.answer.done.p80 === null ? '—' : format.number(figures.answer.done.p80)}</td>
              <td>{format.number(figures.halts.count)}</td>
              <td>{format.number(figures.halts.standing)}</td>
              <td>{format.number(figures.halts.cleared)}</td>
            </>
          )}
        </tr>
      ))}
    </WideTable>
  );
}
