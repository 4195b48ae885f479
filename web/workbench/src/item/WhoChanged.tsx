import { useFormat } from '@lianshen/web-kit/format';
import type { HubProblem } from '@lianshen/web-kit/api';
import { ProblemView } from '@lianshen/web-kit/states';
import { useTranslation } from 'react-i18next';


/** The words for an event of an item. */
export function useEventWords() {
  const { t } = useTranslation('item');
  return (event: string): string => t(`event.${event as 'ItemClaimed'}`, { defaultValue: event });
}

/** Who has changed the item since, in words; undefined where the refusal does not tell. */
export function useWhoChanged(): (problem: HubProblem | undefined) => { readonly by: string; readonly change: string; readonly at: string } | undefined {
  const words = useEventWords();
  const format = useFormat();
  return (problem) => {
    const { by, change, at } = problem?.details.params ?? {};
    return typeof by === 'string' && typeof change === 'string' && typeof at === 'string' ? { by, change: words(change), at: format.instant(at) } : undefined;
  };
}

/** A command was refused: why, and by whom the item was changed where that is the reason. */
export function CommandProblem({ problem }: { readonly problem: HubProblem }) {
  const { t } = useTranslation('item');
  const changed = useWhoChanged()(problem);
  return <ProblemView problem={problem}>{changed && <p data-testid="who-changed">{t('changed.by', changed)}</p>}</ProblemView>;
}
