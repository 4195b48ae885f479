import { useFormat } from '@lianshen/web-kit/format';
import { useTranslation } from 'react-i18next';
import type { Preview } from '../hub-calls.js';
import { WideTable } from '../rows/WideTable.js';

type Told = Pick<Preview, 'refused' | 'skipped' | 'warnings'>;
type Refused = Told['refused'][number];

/** What is wrong with a list, row by row: of each bad cell what stands there and what to do. */
export function RowReport({ report, good }: { readonly report: Told; readonly good: number }) {
  const { t } = useTranslation('upload');
  const { number } = useFormat();
  const { refused, skipped, warnings } = report;
  return (
    <section className="panel" data-testid="row-report" aria-label={t('report')}>
      <p role="status" data-testid="row-sums">{t('sums', { good: number(good), refused: number(refused.length), skipped: number(skipped.length) })}</p>
      {refused.length > 0 && <RefusedRows refused={refused} />}
      {warnings.length > 0 && (
        <details>
          <summary>{t('warnings', { number: warnings.length })}</summary>
          <ul>{warnings.map(({ sheet, row, column, sentence }, index) => <li key={index}>{t('place', { sheet, row })} · {column}：<InLanguage of={sentence} /></li>)}</ul>
        </details>
      )}
      {skipped.length > 0 && (
        <details>
          <summary>{t('skipped', { number: skipped.length })}</summary>
          <ul>{skipped.map(({ sheet, row, why }) => <li key={`${sheet}/${row}`}>{t('place', { sheet, row })} · {t(`why.${why}`)}</li>)}</ul>
        </details>
      )}
    </section>
  );
}

function RefusedRows({ refused }: { readonly refused: readonly Refused[] }) {
  const { t } = useTranslation('upload');
  return (
    <WideTable label={t('refused')} heads={[t('row'), t('candidate'), t('badCells')]}>
      {refused.map(({ sheet, row, candidate, faults }) => (
        <tr key={`${sheet}/${row}`} data-testid="refused-row">
          <th scope="row">{t('place', { sheet, row })}</th>
          <td>{candidate === '' ? '—' : candidate}</td>
          <td><ul className="bad-cells">{faults.map(({ column, value, code, sentence }) => <li key={`${column}/${code}`}><span className="bad-cell"><span aria-hidden>✗</span> {column}：<code>{value === '' ? t('empty') : value}</code></span> <InLanguage of={sentence} /></li>)}</ul></td>
        </tr>
      ))}
    </WideTable>
  );
}

function InLanguage({ of: { zh, en } }: { readonly of: { readonly zh: string; readonly en: string } }) {
  return useTranslation('upload').i18n.language === 'en' ? en : zh;
}
