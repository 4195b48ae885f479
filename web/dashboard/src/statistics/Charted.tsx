import { useIsDark } from '@lianshen/web-kit/app';
import { useFormat } from '@lianshen/web-kit/format';
import { Loading } from '@lianshen/web-kit/states';
import { lazy, Suspense, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { WideTable } from '../rows/WideTable.js';
import type { Series } from './figures.js';

/** The library of charts is loaded by whoever looks at one. */
const BarChart = lazy(() => import('./BarChart.js'));

/** A chart with the same figures as a table. */
export function Charted({ title, series }: { readonly title: string; readonly series: Series }) {
  const { t } = useTranslation('oversight');
  const isDark = useIsDark();
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="charted">
      <h2 id={heading}>{title}</h2>
      {series.labels.length === 0 ? <p className="quiet">{t('statistics.empty')}</p> : (
        <>
          <Suspense fallback={<Loading rows={3} />}><BarChart series={series} isDark={isDark} /></Suspense>
          <details>
            <summary>{t('statistics.table')}</summary>
            <SeriesTable series={series} title={title} />
          </details>
        </>
      )}
    </section>
  );
}

function SeriesTable({ series: { labels, rows }, title }: { readonly series: Series; readonly title: string }) {
  const { t } = useTranslation('oversight');
  const format = useFormat();
  return (
    <WideTable label={`${title}: ${t('statistics.table')}`} heads={[title, ...rows.map(({ name }) => name)]}>
      {labels.map((label, index) => (
        <tr key={label}><th scope="row">{label}</th>{rows.map(({ name, values }) => <td key={name}>{values[index] == null ? '—' : format.number(values[index])}</td>)}</tr>
      ))}
    </WideTable>
  );
}
