import type { HubProblem } from '@lianshen/web-kit/api';
import { ProblemView } from '@lianshen/web-kit/states';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** A problem of a case: whoever has to declare first is led there. */
export function Problem({ problem, onRetry }: { readonly problem: HubProblem | null; readonly onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation('words');
  if (!problem) return null;
  const batch = problem.details.code === 'declaration.missing' ? problem.details.params?.['batch'] : undefined;
  return <ProblemView problem={problem} onRetry={onRetry}>{typeof batch === 'string' && <p><Link to={`/declarations/${batch}`} data-testid="declare-first">{t('declareFirst')}</Link></p>}</ProblemView>;
}
