import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { HubProblem } from '../api/index.js';
import { useLanguage } from '../texts/use-language.js';

interface Properties {
  readonly problem: HubProblem;
  readonly onRetry?: (() => void) | undefined;
  readonly children?: ReactNode;
}

/** What happened, that nothing is lost, and what to do. */
export function ProblemView({ problem, onRetry, children }: Properties) {
  const { t } = useTranslation('kit');
  const language = useLanguage();
  const { title, detail, code } = problem.details;
  const said = language === 'en' ? detail : title;
  const { kind } = problem;
  const batch = problem.details.params?.['batch'];
  return (
    <Alert
      type={problem.isPassing ? 'warning' : 'error'}
      showIcon
      role="alert"
      data-testid="problem"
      data-code={code}
      title={said ?? t(`problem.${kind}.what`)}
      description={
        <>
          <p>{t(`problem.${kind}.lost`)} {t(`problem.${kind}.todo`)}</p>
          {children}
          {code === 'declaration.missing' && typeof batch === 'string' && <p><Link to={`/declarations/${batch}`} data-testid="declare-now">{t('recusal.declareNow')}</Link></p>}
          <p className="quiet">{t('problem.reference', { code })}</p>
          {onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
        </>
      }
    />
  );
}
