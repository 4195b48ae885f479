import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { differences, type DifferentLine } from './differences.js';

interface Properties {
  readonly before: string;
  readonly after: string;
}

const SIGNS = { same: ' ', added: '+', removed: '−' } as const;

/** What differs between two versions of a policy, line by line; a sign says which, and colour only repeats it. */
export function Differences({ before, after }: Properties) {
  const { t } = useTranslation('oversight');
  const stretches = differences(before, after);
  if (stretches.length === 0) return <p className="quiet">{t('policies.same')}</p>;
  return (
    <div className="document differences" role="region" aria-label={t('policies.differences')} tabIndex={0} data-testid="differences">
      {stretches.map(({ skipped, lines }, stretch) => (
        <Fragment key={stretch}>
          {skipped > 0 && <p className="quiet">⋯ {t('policies.left', { count: skipped })}</p>}
          {lines.map((line, index) => <Line key={index} line={line} />)}
        </Fragment>
      ))}
    </div>
  );
}

function Line({ line: { kind, text } }: { readonly line: DifferentLine }) {
  const { t } = useTranslation('oversight');
  const shown = <><span aria-hidden="true">{SIGNS[kind]} </span>{kind !== 'same' && <span className="read-aloud">{t(`policies.${kind}`)} </span>}{text}</>;
  if (kind === 'added') return <ins>{shown}</ins>;
  return kind === 'removed' ? <del>{shown}</del> : <span>{shown}</span>;
}
