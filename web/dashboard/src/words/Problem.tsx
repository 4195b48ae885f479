import type { HubProblem } from '@lianshen/web-kit/api';
import { ProblemView } from '@lianshen/web-kit/states';

/** What went wrong, where anything did. */
export function Problem({ problem, onRetry }: { readonly problem: HubProblem | null; readonly onRetry?: (() => void) | undefined }) {
  return problem && <ProblemView problem={problem} onRetry={onRetry} />;
}
